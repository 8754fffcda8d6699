using FunctionsConnector.Actions;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Telemetry;
using FunctionsConnector.Http;
using FunctionsConnector.Queue.Messages;
using FunctionsConnector.Settings;

namespace FunctionsConnector.Queue.Functions;

/// <summary>
/// Takes messages from the Functions host. It reads a status of 200 with a JSON object as "done", and anything else as "again"; an
/// empty body would leave it waiting until it kills the process (DefaultHttpWorkerService.cs).
/// </summary>
internal static class UpdateFromQueueEndpoint
{
    /// <summary>The functions whose triggers hand over messages: folder, name and path are one and the same.</summary>
    public static readonly IReadOnlyList<string> Functions = [QueueMessageHandler.FunctionName, "UpdateFromServiceBus"];

    public static void Map(WebApplication app)
    {
        var handler = app.Services.GetRequiredService<QueueMessageHandler>();
        var body = app.Services.GetRequiredService<Timing>().Body;
        var time = app.Services.GetRequiredService<TimeProvider>();
        foreach (var function in Functions)
        {
            app.MapMethods($"/{function}", [HttpMethods.Post], (RequestDelegate)(context => HandleAsync(context, handler, body, time))).WithMetadata(new HostRoute());
        }
    }

    private static async Task HandleAsync(HttpContext context, QueueMessageHandler handler, TimeSpan limit, TimeProvider time)
    {
        // It comes chunked, without a length; only a host that traces its requests sends one.
        if (!(await RequestBody.ReadAsync(context, limit, time)).Succeeded(out var body, out var failure)
            || !Envelope.Read(body, context.Request.Headers[HostCall.InvocationId]!).Succeeded(out var message, out failure))
        {
            await ReplyWriter.WriteAsync(context, failure);
            return;
        }

        await ReplyWriter.WriteAsync(context, await handler.HandleAsync(message, context.RequestAborted) switch
        {
            MessageOutcome.Done done => Finish(done),
            MessageOutcome.Later later => ActionReply.Of(NotYet(later.Wait), context.TraceIdentifier),
            var other => throw new InvalidOperationException($"Unknown outcome {other}."),
        });
    }

    // The host puts the outputs on the queues that function.json names; what becomes of a message it tries in vain, it tells nobody.
    private static ActionReply Finish(MessageOutcome.Done done)
    {
        Metering.Settled($"{QueueReader.DefaultName}-{(done.Rejected is null ? "results" : "rejected")}");
        return new ActionReply(StatusCodes.Status200OK, EnvelopeReply.Of(done), "done");
    }

    private static Failure NotYet(TimeSpan wait) =>
        new(FailureCode.SystemUnavailable, "The message is to be tried again. The log says why under its invocation.") { RetryAfter = wait };
}
