using System.Text;
using System.Text.RegularExpressions;
using FunctionsConnector.Sandbox.Faults;
using Microsoft.AspNetCore.Http.Features;

namespace FunctionsConnector.Sandbox.Server;

/// <summary>Handles each call to a simulated system: records it, admits it, applies a fault, handles it, writes the response.</summary>
internal sealed class VendorPipeline(IVendorSandbox vendor, TimeProvider time, CancellationToken stopping)
{
    public async Task HandleAsync(HttpContext context, string path)
    {
        var request = await ReadAsync(context.Request, path, context.RequestAborted);
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var entry = vendor.Calls.Begin(time.GetUtcNow(), target, request);

        SandboxResponse? response;
        // The call ends before its response is written. Otherwise a caller that counts its own calls could be refused because
        // the ended call still holds its thread.
        using (var call = vendor.Open(request))
        {
            response = call.Refusal ?? await AnswerAsync(call, vendor.Faults.Take(request.Method, target), context.RequestAborted);
        }

        entry?.Complete(response);
        if (response is null)
        {
            context.Abort();
            return;
        }

        await WriteAsync(context.Response, response, context.RequestAborted);
    }

    /// <summary>The response; null drops the connection.</summary>
    private async Task<SandboxResponse?> AnswerAsync(IVendorCall call, Fault? fault, CancellationToken callerLeft)
    {
        if (fault is null)
        {
            return call.Answer();
        }

        if (fault.Pause > TimeSpan.Zero)
        {
            // Continues when the caller disconnects: a slow vendor still applies the update, without a response.
            await Task.Delay(fault.Pause, time, stopping);
        }

        switch (fault.Kind)
        {
            case FaultKind.Delay:
                return call.Answer();
            case FaultKind.Reworded:
                return call.Answer() is { } answer ? answer with { Body = Regex.Replace(answer.Body, fault.Find, fault.Replacement) } : null;
            case FaultKind.Status:
                return fault.Response;
            case FaultKind.StatusAfterWrite:
                call.Answer();
                return fault.Response;
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

    private static async Task WriteAsync(HttpResponse http, SandboxResponse response, CancellationToken cancellationToken)
    {
        http.StatusCode = response.Status;
        foreach (var (name, value) in response.Headers)
        {
            http.Headers[name] = value;
        }

        http.ContentLength = Encoding.UTF8.GetByteCount(response.Body);
        if (response.Body.Length > 0)
        {
            http.ContentType = response.ContentType;
            await http.WriteAsync(response.Body, cancellationToken);
        }
    }
}
