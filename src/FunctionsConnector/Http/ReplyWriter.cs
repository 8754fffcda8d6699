using System.Globalization;
using FunctionsConnector.Actions;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Secrets;

namespace FunctionsConnector.Http;

/// <summary>Writes replies to the wire.</summary>
internal static class ReplyWriter
{
    /// <summary>A failure outside of any action: what it quotes of the request may have a key in it that was put in the wrong place.</summary>
    public static Task WriteAsync(HttpContext context, Failure failure)
    {
        var reply = ActionReply.Of(failure, context.TraceIdentifier);
        return WriteAsync(context, reply with { Body = context.RequestServices.GetRequiredService<KnownSecrets>().HideIn(reply.Body) });
    }

    public static Task WriteAsync(HttpContext context, ActionReply reply)
    {
        var response = context.Response;
        response.StatusCode = reply.Status;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = reply.Body.Length;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "no-store";
        if (reply.RetryAfterSeconds is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        return response.Body.WriteAsync(reply.Body, context.RequestAborted).AsTask();
    }
}
