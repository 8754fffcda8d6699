using System.Buffers;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;

namespace FunctionsConnector.Actions.Http;

/// <summary>Reads a request's body within limits of size and time.</summary>
internal static class RequestBody
{
    public const int MaxBytes = 1024 * 1024;

    public static readonly Failure TooLarge = new(FailureCode.PayloadTooLarge, "The body is larger than 1 MB. Send less in one request.");

    private static readonly Failure TooSlow = new(FailureCode.InvalidRequest, "The body did not arrive in time. Send all of it at once.");

    /// <summary>The most bytes that the body of this request takes.</summary>
    public static long MostBytesOf(HttpRequest request) => Math.Min(request.ContentLength ?? MaxBytes, MaxBytes);

    /// <summary>
    /// The body, or the failure. The server's own limits are not used: it would close the connection while the caller still sends, so
    /// that the caller never reads the reason, and it accepts a slow body without an end.
    /// </summary>
    public static ValueTask<Result<byte[]>> ReadAsync(HttpContext context, TimeSpan limit, TimeProvider time)
    {
        if (context.Request.ContentLength > MaxBytes)
        {
            return ValueTask.FromResult<Result<byte[]>>(TooLarge);
        }

        return TryRead(context.Request) is { } whole
            ? ValueTask.FromResult<Result<byte[]>>(whole)
            : new ValueTask<Result<byte[]>>(WaitAsync(context, limit, time));
    }

    private static async Task<Result<byte[]>> WaitAsync(HttpContext context, TimeSpan limit, TimeProvider time)
    {
        using var either = new TimeLimit(limit, time, context.RequestAborted);
        try
        {
            return context.Request.ContentLength is { } length
                ? await ReadAsync(context.Request.Body, (int)length, either.Token)
                : await ReadAsync(context.Request.Body, either.Token);
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            // The server would read the rest of this body as the next request.
            context.Response.Headers.Connection = "close";
            return TooSlow;
        }
    }

    /// <summary>The body where it arrived with the headers, as small ones do; null where the read has to wait.</summary>
    private static byte[]? TryRead(HttpRequest request)
    {
        if (request.ContentLength is not { } length || !request.BodyReader.TryRead(out var read))
        {
            return null;
        }

        if (read.Buffer.Length != length)
        {
            request.BodyReader.AdvanceTo(read.Buffer.Start);
            return null;
        }

        var body = read.Buffer.ToArray();
        request.BodyReader.AdvanceTo(read.Buffer.End);
        return body;
    }

    private static async Task<Result<byte[]>> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (body.Length + read > MaxBytes)
            {
                return TooLarge;
            }

            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }

    // Nearly every caller sends a length. The server refuses a body of another length.
    private static async Task<byte[]> ReadAsync(Stream stream, int length, CancellationToken cancellationToken)
    {
        var body = new byte[length];
        await stream.ReadExactlyAsync(body, cancellationToken);
        return body;
    }
}
