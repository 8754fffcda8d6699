using FunctionsConnector.Actions.Logs;
using FunctionsConnector.Actions.Parsing;
using FunctionsConnector.Actions.Telemetry;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Secrets;

namespace FunctionsConnector.Actions.Operations;

/// <summary>Runs an action for a host: checks the caller's rights and the route's values, enforces the time limit, writes one log line.</summary>
public sealed class ActionRunner(Timing timing, TimeProvider time, SecretRedactor secrets, ILogger<ActionRunner> logger)
{
    /// <summary>The connection is closed, so only the log shows this outcome.</summary>
    private static readonly ActionReply CallerGone = new(499, ReadOnlyMemory<byte>.Empty, "CallerGone");

    private static readonly Failure Forbidden =
        new(FailureCode.Forbidden, "This caller may not use this target system. Pick one from the list of systems.") { Target = "system" };

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
            var normalized = recordId == request.RecordId ? request : request with { RecordId = recordId };

            // An update enforces its own time limit.
            reply = await action.RunAsync(normalized, route.Writes ? cancellationToken : limit.Token);
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
            logger.Crashed(exception, route.OperationId, request.RequestId);
            reply = ActionReply.Of(InternalFailure.Value, request.RequestId);
        }

        return End(route, request, reply, time.GetElapsedTime(start));
    }

    /// <summary>Answers a request whose body the host refused to read.</summary>
    public ActionReply Refuse(ActionRoute route, ActionRequest request, Failure failure)
    {
        RequestSpan.Mark(request);
        var refusal = Refusal(request) ?? failure;
        var reply = refusal == Forbidden ? ActionReply.Of(refusal, request.RequestId) : UpdateFailureReply.BeforeReading(refusal, request);
        return End(route, request, reply, TimeSpan.Zero);
    }

    private ActionReply End(ActionRoute route, ActionRequest request, ActionReply reply, TimeSpan elapsed)
    {
        // A vendor may return our own credentials, in a message or in a record. All replies and all queue messages pass here.
        var redacted = secrets.RedactJson(reply.Body);
        reply = redacted.Equals(reply.Body) ? reply : reply with { Body = redacted };
        logger.Ended(route, request, reply, elapsed);
        return reply;
    }

    // The reply must not reveal whether a system exists that the caller may not use.
    private static Failure? Refusal(ActionRequest request) =>
        request.System is { } system && !request.Caller.MayUse(system)
            ? Forbidden
            : RouteValues.Problem(request);

    private Failure OutOfTime(ActionRoute route) => route.Writes
        ? new(FailureCode.OutcomeUnknown, $"The update did not end within {Seconds}. Whether the record was changed is not known.")
        : new(FailureCode.SystemUnavailable, $"The system did not answer within {Seconds}. Try again later.");

    private string Seconds => $"{timing.Request.TotalSeconds:0.###} s";
}
