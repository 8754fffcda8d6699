using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using FunctionsConnector.Core.Telemetry;

namespace FunctionsConnector.Core.Resilience;

/// <summary>
/// Sends one request to a vendor, once, and tells apart the three things that can become of it: an answer, silence after it may
/// have arrived, and certainty that it never did.
/// </summary>
public sealed class VendorHttp(HttpMessageInvoker invoker, Timing timing, TimeProvider time)
{
    /// <summary>
    /// No reply of either vendor comes near this; one that does is hostile or broken. Measured after decompression.
    /// </summary>
    public const int MaxReplyBytes = 16 * 1024 * 1024;

    private string? System { get; init; }

    /// <summary>
    /// A handler for all vendors: pooled connections, no redirects (one would carry credentials to another host), no cookies.
    /// </summary>
    /// <param name="isTraced">Whether calls are spans. A vendor hears nothing of them either way.</param>
    public static SocketsHttpHandler CreateHandler(bool isTraced = false) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        // Not Brotli, whose decoder has an exception of its own for a body that is none.
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ActivityHeadersPropagator = isTraced ? DistributedContextPropagator.CreateNoOutputPropagator() : null,
    };

    /// <summary>The same for the calls of one system, which is named beside what is measured.</summary>
    public VendorHttp Of(string system) => new(invoker, timing, time) { System = system };

    /// <summary>Sends the request and reads the whole answer, within <see cref="Timing.Call"/>. It never throws for what the network does.</summary>
    public Task<VendorReply> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Metering.WantsCalls ? MeasureAsync(request, cancellationToken) : ExchangeAsync(request, cancellationToken);

    private async Task<VendorReply> MeasureAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var reply = await ExchangeAsync(request, cancellationToken);
        Metering.Called(System, request.Method.Method, reply, time.GetElapsedTime(start));
        return reply;
    }

    private async Task<VendorReply> ExchangeAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var limit = new TimeLimit(timing.Call, time, cancellationToken);
        try
        {
            using var response = await invoker.SendAsync(request, limit.Token);
            return new VendorReply.Answer((int)response.StatusCode, response.Headers, await ReadAsync(response.Content, limit.Token));
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            // The handler keeps headers to 64 KB, its default, and says the same of them.
            return new VendorReply.Silence(true, $"the answer was larger than {MaxReplyBytes / (1024 * 1024)} MB, or its headers than 64 KB");
        }
        catch (HttpRequestException exception)
        {
            return new VendorReply.Silence(MayHaveArrived(request), Describe(exception.HttpRequestError));
        }
        catch (SocketException)
        {
            // The handler lets this one out where the other side resets a connection in the moment it is made.
            return new VendorReply.Silence(MayHaveArrived(request), "the connection was lost");
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            return new VendorReply.Silence(MayHaveArrived(request), "the answer broke off or could not be decompressed");
        }
        catch (OperationCanceledException)
        {
            return new VendorReply.Silence(
                MayHaveArrived(request),
                limit.Token.IsCancellationRequested
                    ? cancellationToken.IsCancellationRequested ? "no time was left to wait for the answer" : $"no answer within {timing.Call.TotalSeconds:0.###} s"
                    : "no connection could be made in time");
        }
    }

    private static ValueTask<ReadOnlyMemory<byte>> ReadAsync(HttpContent content, CancellationToken cancellationToken) =>
        content.Headers.ContentLength is <= MaxReplyBytes and var length
            ? ReadAsync(content, length, cancellationToken)
            : ReadToEndAsync(content, cancellationToken);

    // What says how long it is needs no buffer that grows. The handler throws where a body breaks off; statuses that have none, such as 304,
    // may say the length of what would have been there (RFC 9110 section 8.6).
    private static async ValueTask<ReadOnlyMemory<byte>> ReadAsync(HttpContent content, long length, CancellationToken cancellationToken)
    {
        var body = new byte[length];
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        return body.AsMemory(0, await stream.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, cancellationToken));
    }

    private static async ValueTask<ReadOnlyMemory<byte>> ReadToEndAsync(HttpContent content, CancellationToken cancellationToken)
    {
        await content.LoadIntoBufferAsync(MaxReplyBytes, cancellationToken);
        return await content.ReadAsByteArrayAsync(cancellationToken);
    }

    private static bool MayHaveArrived(HttpRequestMessage request) => request.Content is not TrackedJson { WasStarted: false };

    private static string Describe(HttpRequestError error) => error switch
    {
        HttpRequestError.NameResolutionError => "its host name could not be resolved",
        HttpRequestError.ConnectionError => "no connection could be made",
        HttpRequestError.SecureConnectionError => "no trusted TLS connection could be made",
        _ => "the connection was lost",
    };
}
