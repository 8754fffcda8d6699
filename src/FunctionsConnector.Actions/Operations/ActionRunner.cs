using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Secrets;
using FunctionsConnector.Actions.Logs;
using FunctionsConnector.Actions.Parsing;
using FunctionsConnector.Actions.Telemetry;

namespace FunctionsConnector.Actions.Operations;

/// <summary>Runs an action for a host: may the caller, do the route's values mean anything, in time, and one line in the log.</summary>
public sealed class ActionRunner(Timing timing, TimeProvider time, SecretRedactor secrets, ILogger<ActionRunner> logger)
{
    /// <summary>Nobody reads it, so all it needs is a word for the log.</summary>
    private static readonly ActionReply CallerGone = new(499, ReadOnlyMemory<byte>.Empty, "CallerGone");

    private static readonly Failure Forbidden =
        new(FailureCode.Forbidden, "This API key may not be used for this target system. Pick one from the list of systems.") { Target = "system" };

    /// <summary>The action's reply; a failure of any kind is one too.</summary>
    public async Task<ActionReply> RunAsync(ActionRoute route, IAction action, ActionRequest request, CancellationToken cancellationToken)
    {
        if (Refusal(request) is { } refusal)
        {
            return Refuse(route, request, refusal);
        }

        var start = time.GetTimestamp();
        RequestSpan.Mark(request);
        ActionReply reply;
        using var limit = new TimeLimit(timing.UntilVerified - request.Waited, time, cancellationToken);
        try
        {
            var recordId = RouteValues.RecordId(request.RecordId);
            var asked = recordId == request.RecordId ? request : request with { RecordId = recordId };

            // An update keeps its own time, so no second alarm is set for it.
            reply = await action.RunAsync(asked, route.Writes ? cancellationToken : limit.Token);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            reply = CallerGone;
        }
        catch (OperationCanceledException) when (limit.Token.IsCancellationRequested)
        {
            reply = ActionReply.Of(OutOfTime(route) with { System = request.System }, request.RequestId);
        }
        catch (Exception exception)
        {
            logger.Broke(exception, route.OperationId, request.RequestId);
            reply = ActionReply.Of(InternalFailure.Value, request.RequestId);
        }

        return End(route, request, reply, time.GetElapsedTime(start));
    }

    /// <summary>Answers a request whose body the host would not read.</summary>
    public ActionReply Refuse(ActionRoute route, ActionRequest request, Failure failure)
    {
        RequestSpan.Mark(request);
        var refusal = Refusal(request) ?? failure;
        var reply = refusal == Forbidden ? ActionReply.Of(refusal, request.RequestId) : Updating.Refused(refusal, request);
        return End(route, request, reply, TimeSpan.Zero);
    }

    private ActionReply End(ActionRoute route, ActionRequest request, ActionReply reply, TimeSpan elapsed)
    {
        // A vendor may say our own credentials back to us, in a message or in a record. All replies and all messages of queues come through here.
        var shown = secrets.RedactJson(reply.Body);
        reply = shown.Equals(reply.Body) ? reply : reply with { Body = shown };
        logger.Ended(route, request, reply, elapsed);
        return reply;
    }

    // A caller learns nothing of systems that are not theirs, not even whether they exist.
    private static Failure? Refusal(ActionRequest request) =>
        request.System is { } system && !request.Caller.MayUse(system)
            ? Forbidden
            : RouteValues.Problem(request);

    private Failure OutOfTime(ActionRoute route) => route.Writes
        ? new(FailureCode.OutcomeUnknown, $"The update did not end within {Seconds}. Whether the record was changed is not known.")
        : new(FailureCode.SystemUnavailable, $"The system did not answer within {Seconds}. Try again later.");

    private string Seconds => $"{timing.Request.TotalSeconds:0.###} s";
}
