using System.Buffers;
using System.Globalization;
using FunctionsConnector.Actions.Operations;

namespace FunctionsConnector.Actions.Http;

/// <summary>Writes replies to the wire.</summary>
internal static class ReplyWriter
{
    /// <summary>Ends each reply, so that a terminal shows its prompt on a line of its own.</summary>
    private static ReadOnlySpan<byte> LineEnd => "\n"u8;

    public static async Task WriteAsync(HttpContext context, ActionReply reply)
    {
        var response = context.Response;
        response.StatusCode = reply.Status;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = reply.Body.Length + LineEnd.Length;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "no-store";
        if (reply.RetryAfterSeconds is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        response.BodyWriter.Write(reply.Body.Span);
        response.BodyWriter.Write(LineEnd);
        await response.BodyWriter.FlushAsync(context.RequestAborted);
    }
}
