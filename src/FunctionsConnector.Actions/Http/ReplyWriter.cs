using System.Globalization;
using FunctionsConnector.Actions.Operations;

namespace FunctionsConnector.Actions.Http;

/// <summary>Writes replies to the wire.</summary>
internal static class ReplyWriter
{
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
