using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Http;

/// <summary>Reads a request's body, if it is not too large.</summary>
internal static class RequestBody
{
    private const int MostBytes = 1024 * 1024;

    public static readonly Failure TooLarge = new(FailureCode.PayloadTooLarge, "The body is larger than 1 MB. Send less in one request.");

    /// <summary>
    /// The body or <see cref="TooLarge"/>. The limit is kept here rather than by the server, which would cut the connection while the
    /// caller still sends, so that the caller would never read why.
    /// </summary>
    public static async Task<Result<ReadOnlyMemory<byte>>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > MostBytes)
        {
            return TooLarge;
        }

        if (request.ContentLength is { } length)
        {
            return await ReadAsync(request.Body, (int)length, cancellationToken);
        }

        var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (body.Length + read > MostBytes)
            {
                return TooLarge;
            }

            body.Write(buffer, 0, read);
        }

        return (ReadOnlyMemory<byte>)body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    // What nearly every caller sends. The server refuses a body that is longer or shorter than it was said to be.
    private static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream stream, int length, CancellationToken cancellationToken)
    {
        var body = new byte[length];
        await stream.ReadExactlyAsync(body, cancellationToken);
        return body;
    }
}
