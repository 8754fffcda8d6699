using System.Collections.Concurrent;
using System.Net;
using FunctionsConnector.FunctionsHost.Protocol;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FunctionsConnector.FunctionsHost.Workers;

/// <summary>The gRPC server to which workers open their streams.</summary>
internal sealed class WorkerStreams : FunctionRpc.FunctionRpcBase
{
    private readonly ConcurrentDictionary<string, Expected> _expected = new();

    public static async Task<(WebApplication Server, WorkerStreams Streams)> StartAsync(CancellationToken cancellationToken)
    {
        var streams = new WorkerStreams();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc(grpc => grpc.MaxReceiveMessageSize = grpc.MaxSendMessageSize = null);
        builder.Services.AddSingleton(streams);
        var server = builder.Build();
        server.MapGrpcService<WorkerStreams>();
        await server.StartAsync(cancellationToken);
        return (server, streams);
    }

    /// <returns>The stream, after the worker of this id has opened it.</returns>
    public Task<WorkerStream> ExpectAsync(string workerId, ConcurrentQueue<string> lines)
    {
        var expected = _expected[workerId] = new Expected(new WorkerStream(lines), new(TaskCreationOptions.RunContinuationsAsynchronously));
        return expected.Opened.Task;
    }

    public override async Task EventStream(
        IAsyncStreamReader<StreamingMessage> requestStream, IServerStreamWriter<StreamingMessage> responseStream, ServerCallContext context)
    {
        if (await requestStream.MoveNext(context.CancellationToken)
            && requestStream.Current.StartStream is { } start
            && _expected.TryRemove(start.WorkerId, out var expected))
        {
            expected.Opened.TrySetResult(expected.Stream);
            await expected.Stream.RunAsync(requestStream, responseStream, context.CancellationToken);
        }
    }

    private sealed record Expected(WorkerStream Stream, TaskCompletionSource<WorkerStream> Opened);
}
