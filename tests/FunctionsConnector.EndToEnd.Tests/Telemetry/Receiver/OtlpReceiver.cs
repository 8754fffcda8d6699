using System.Buffers.Binary;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace FunctionsConnector.EndToEnd.Tests.Telemetry.Receiver;

/// <summary>A local collector. It receives OTLP over HTTP and gRPC, and keeps the bytes and the parsed content.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    /// <summary>One byte for the compression, four for the length of the message (the gRPC protocol over HTTP/2).</summary>
    private const int GrpcPrefix = 5;

    private readonly ConcurrentQueue<(string Path, ProtobufMessage Message)> _requests = new();
    private readonly ConcurrentQueue<byte[]> _raw = new();
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly WebApplication _app;

    private OtlpReceiver(WebApplication app) => _app = app;

    /// <summary>For <c>http/protobuf</c>.</summary>
    public Uri Http => new(_app.Urls.First());

    /// <summary>For <c>grpc</c>.</summary>
    public Uri Grpc => new(_app.Urls.Last());

    /// <summary>Whether it receives exports but sends no response.</summary>
    public bool Hangs { get; init; }

    /// <summary>The received paths, headers and bodies.</summary>
    public IReadOnlyCollection<byte[]> Raw => _raw;

    public IReadOnlyList<ReceivedSpan> Spans => [.. Of("trace").SelectMany(ReceivedSpan.ReadAll)];

    public IReadOnlyList<ReceivedLog> Logs => [.. Of("logs").SelectMany(ReceivedLog.ReadAll)];

    /// <summary>The points of the last export: sums and histograms count from the start of the process.</summary>
    public IReadOnlyList<ReceivedPoint> Points => [.. ReceivedPoint.ReadAll(Of("metrics").Last())];

    /// <summary>The attributes of the resource.</summary>
    public IReadOnlyDictionary<string, string> Resource => Attributes.Read(Of("trace").First().Message(1)!.Message(1)!, 1);

    public static async Task<OtlpReceiver> StartAsync(bool hangs = false)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.Listen(IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http1);
            options.Listen(IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http2);
        });
        var app = builder.Build();
        var receiver = new OtlpReceiver(app) { Hangs = hangs };
        app.Run(receiver.ReceiveAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    public async ValueTask DisposeAsync()
    {
        _released.TrySetResult();
        await _app.DisposeAsync();
    }

    private IEnumerable<ProtobufMessage> Of(string signal) =>
        _requests.Where(request => request.Path.Contains(signal, StringComparison.OrdinalIgnoreCase)).Select(request => request.Message);

    private async Task ReceiveAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var bytes = body.ToArray();
        _raw.Enqueue(Encoding.UTF8.GetBytes(string.Join('\n', context.Request.Headers.Select(header => $"{header.Key}: {header.Value}").Prepend(context.Request.Path.Value))));
        _raw.Enqueue(bytes);
        if (Hangs)
        {
            await _released.Task;
            return;
        }

        if (context.Request.ContentType == "application/grpc")
        {
            (bytes[0], BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(1))).ShouldBe(((byte)0, bytes.Length - GrpcPrefix));
            _requests.Enqueue((context.Request.Path, new ProtobufMessage(bytes.AsMemory(GrpcPrefix))));
            context.Response.ContentType = "application/grpc";
            context.Response.AppendTrailer("grpc-status", "0");
            await context.Response.Body.WriteAsync(new byte[GrpcPrefix], context.RequestAborted);
            return;
        }

        context.Request.ContentType.ShouldBe("application/x-protobuf");
        _requests.Enqueue((context.Request.Path, new ProtobufMessage(bytes)));
        context.Response.ContentType = "application/x-protobuf";
    }
}
