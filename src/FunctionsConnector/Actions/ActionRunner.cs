using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Secrets;
using FunctionsConnector.Logs;
using FunctionsConnector.Parsing;
using FunctionsConnector.Telemetry;

namespace FunctionsConnector.Actions;

/// <summary>Runs an action for a host: may the caller, do the route's values mean anything, in time, and one line in the log.</summary>
public sealed class ActionRunner(Timing timing, TimeProvider time, KnownSecrets secrets, ILogger<ActionRunner> logger)
{
    /// <summary>Nobody reads it, so all it needs is a word for the log.</summary>
    private static readonly ActionReply CallerGone = new(499, ReadOnlyMemory<byte>.Empty, "CallerGone");

    private static readonly Failure Forbidden =
        new(FailureCode.Forbidden, "This API key may not be used for this target system. Pick one from the list of systems.") { Target = "system" };

    /// <summary>The action's reply; a failure of any kind is one too.</summary>
    public async Task<ActionReply> RunAsync(ActionRoute route, IAction action, ActionRequest request, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        RequestSpan.Mark(request);
        var reply = WithoutSecrets(Refusal(request) is { } refusal
            ? ActionReply.Of(refusal, request.RequestId)
            : await RunInTimeAsync(route, action, request, cancellationToken));
        logger.Ended(route, request, reply, time.GetElapsedTime(start));
        return reply;
    }

    /// <summary>Answers a request whose body the host would not read.</summary>
    public ActionReply Refuse(ActionRoute route, ActionRequest request, Failure failure)
    {
        RequestSpan.Mark(request);
        var reply = WithoutSecrets(ActionReply.Of(Refusal(request) ?? failure, request.RequestId));
        logger.Ended(route, request, reply, TimeSpan.Zero);
        return reply;
    }

    // A vendor may say our own credentials back to us, in a message or in a record. All replies and all messages of queues come through here.
    private ActionReply WithoutSecrets(ActionReply reply) => reply with { Body = secrets.HideIn(reply.Body) };

    // A caller learns nothing of systems that are not theirs, not even whether they exist.
    private static Failure? Refusal(ActionRequest request) =>
        request.System is { } system && !request.Caller.MayUse(system)
            ? Forbidden
            : RouteValues.Problem(request);

    private async Task<ActionReply> RunInTimeAsync(ActionRoute route, IAction action, ActionRequest request, CancellationToken cancellationToken)
    {
        using var limit = new TimeLimit(timing.UntilConfirmed, time, cancellationToken);
        try
        {
            return await action.RunAsync(request with { RecordId = RouteValues.RecordId(request.RecordId) }, limit.Token);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return CallerGone;
        }
        catch (OperationCanceledException) when (limit.Token.IsCancellationRequested)
        {
            return ActionReply.Of(OutOfTime(route) with { System = request.System }, request.RequestId);
        }
        catch (Exception exception)
        {
            logger.Broke(exception, route.OperationId, request.RequestId);
            return ActionReply.Of(InternalFailure.Value, request.RequestId);
        }
    }

    private Failure OutOfTime(ActionRoute route) => route.Writes
        ? new(FailureCode.OutcomeUnknown, $"The update did not end within {Seconds}. Whether the record was changed is not known.")
        : new(FailureCode.SystemUnavailable, $"The system did not answer within {Seconds}. Try again later.");

    private string Seconds => $"{timing.Request.TotalSeconds:0.###} s";
}
