using System.Text;
using System.Text.RegularExpressions;
using FunctionsConnector.Sandbox.Faults;
using Microsoft.AspNetCore.Http.Features;

namespace FunctionsConnector.Sandbox.Server;

/// <summary>The way of every call to a simulated system: record it, let it in, misbehave if ordered to, handle it, answer.</summary>
internal sealed class VendorPipeline(IVendorSandbox vendor, TimeProvider time, CancellationToken stopping)
{
    public async Task HandleAsync(HttpContext context, string path)
    {
        var request = await ReadAsync(context.Request, path, context.RequestAborted);
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var entry = vendor.Calls.Begin(time.GetUtcNow(), target, request);

        SandboxReply? reply;
        // The call leaves the vendor before its answer is written: a caller that counts its own calls must never be
        // refused because this side has not finished tidying up.
        using (var call = vendor.Open(request))
        {
            reply = call.Refusal ?? await AnswerAsync(call, vendor.Faults.Take(request.Method, target), context.RequestAborted);
        }

        entry?.Complete(reply);
        if (reply is null)
        {
            context.Abort();
            return;
        }

        await WriteAsync(context.Response, reply, context.RequestAborted);
    }

    /// <summary>Null: no answer, the connection is dropped.</summary>
    private async Task<SandboxReply?> AnswerAsync(IVendorCall call, Fault? fault, CancellationToken callerLeft)
    {
        if (fault is null)
        {
            return call.Answer();
        }

        if (fault.Pause > TimeSpan.Zero)
        {
            // Not cut short when the caller leaves: a slow vendor still does what it was asked, and nobody is told.
            await Task.Delay(fault.Pause, time, stopping);
        }

        switch (fault.Kind)
        {
            case FaultKind.Delay:
                return call.Answer();
            case FaultKind.Reworded:
                return call.Answer() is { } answer ? answer with { Body = Regex.Replace(answer.Body, fault.Find, fault.Replacement) } : null;
            case FaultKind.Status:
                return fault.Reply;
            case FaultKind.StatusAfterWrite:
                call.Answer();
                return fault.Reply;
            case FaultKind.DropAfterWrite:
                call.Answer();
                return null;
            case FaultKind.HangAfterWrite:
                call.Answer();
                await HangAsync(callerLeft);
                return null;
            case FaultKind.HangUntilCallerLeaves:
                await HangAsync(callerLeft);
                return null;
            default:
                return null;
        }
    }

    private async Task HangAsync(CancellationToken callerLeft)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(callerLeft, stopping);
        await Task.Delay(Timeout.InfiniteTimeSpan, time, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static async Task<SandboxRequest> ReadAsync(HttpRequest request, string path, CancellationToken cancellationToken)
    {
        var body = "";
        if (request.ContentLength is > 0 || request.Headers.TransferEncoding.Count > 0)
        {
            using var reader = new StreamReader(request.Body, leaveOpen: true);
            body = await reader.ReadToEndAsync(cancellationToken);
        }

        return new(request.Method, path, request.Query, request.Headers, body);
    }

    private static async Task WriteAsync(HttpResponse response, SandboxReply reply, CancellationToken cancellationToken)
    {
        response.StatusCode = reply.Status;
        foreach (var (name, value) in reply.Headers)
        {
            response.Headers[name] = value;
        }

        response.ContentLength = Encoding.UTF8.GetByteCount(reply.Body);
        if (reply.Body.Length > 0)
        {
            response.ContentType = reply.ContentType;
            await response.WriteAsync(reply.Body, cancellationToken);
        }
    }
}
