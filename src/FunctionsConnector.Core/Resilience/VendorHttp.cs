using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using FunctionsConnector.Core.Json;
using FunctionsConnector.Core.Telemetry;

namespace FunctionsConnector.Core.Resilience;

/// <summary>
/// Sends one request to a vendor, once. It distinguishes a response, no response after the request may have arrived, and a request that
/// certainly never arrived.
/// </summary>
public sealed class VendorHttp(HttpMessageInvoker invoker, Timing timing, TimeProvider time)
{
    /// <summary>The largest response body after decompression. A larger one is hostile or broken.</summary>
    public const int MaxReplyBytes = 16 * 1024 * 1024;

    private string? System { get; init; }

    /// <summary>
    /// A handler for all vendors: pooled connections, no cookies, no redirects, because a redirect would send credentials to another host.
    /// </summary>
    /// <param name="isTraced">Whether calls are spans. No trace header is sent to the vendor.</param>
    public static SocketsHttpHandler CreateHandler(bool isTraced = false) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        // Not Brotli: its decoder throws an exception of another type for an invalid body.
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ActivityHeadersPropagator = isTraced ? DistributedContextPropagator.CreateNoOutputPropagator() : null,
    };

    /// <summary>The same for one system, whose name is added to the metrics.</summary>
    public VendorHttp Of(string system) => new(invoker, timing, time) { System = system };

    /// <summary>Sends the request and reads the whole response within <see cref="Timing.Call"/>. Network errors do not throw.</summary>
    public Task<VendorReply> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        ConnectorMetrics.MeasuresCalls ? MeasureAsync(request, cancellationToken) : ExchangeAsync(request, cancellationToken);

    private async Task<VendorReply> MeasureAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var reply = await ExchangeAsync(request, cancellationToken);
        ConnectorMetrics.RecordCall(System, request.Method.Method, reply, time.GetElapsedTime(start));
        return reply;
    }

    private async Task<VendorReply> ExchangeAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var limit = new TimeLimit(timing.Call, time, cancellationToken);
        try
        {
            using var response = await invoker.SendAsync(request, limit.Token);
            return new VendorReply.Response((int)response.StatusCode, response.Headers, ByteOrderMark.Remove(await ReadAsync(response.Content, limit.Token)))
            {
                ReceivedAt = time.GetUtcNow(),
            };
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            // The handler reports headers beyond its default of 64 KB in the same way.
            return new VendorReply.NoResponse(true, $"the answer was larger than {MaxReplyBytes / (1024 * 1024)} MB, or its headers than 64 KB");
        }
        catch (HttpRequestException exception)
        {
            return new VendorReply.NoResponse(MayHaveArrived(request), Describe(exception.HttpRequestError));
        }
        catch (SocketException)
        {
            // The handler throws this where the other side resets a connection while it is made.
            return new VendorReply.NoResponse(MayHaveArrived(request), "the connection was lost");
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            return new VendorReply.NoResponse(MayHaveArrived(request), "the answer broke off or could not be decompressed");
        }
        catch (OperationCanceledException)
        {
            return new VendorReply.NoResponse(
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

    // A known length needs no growing buffer. The handler throws where a body is incomplete; a status without a body, such as 304, may
    // still have a length (RFC 9110 section 8.6).
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

    private static bool MayHaveArrived(HttpRequestMessage request) => request.Content is not TrackedText { WasStarted: false };

    private static string Describe(HttpRequestError error) => error switch
    {
        HttpRequestError.NameResolutionError => "its host name could not be resolved",
        HttpRequestError.ConnectionError => "no connection could be made",
        HttpRequestError.SecureConnectionError => "no trusted TLS connection could be made",
        _ => "the connection was lost",
    };
}
