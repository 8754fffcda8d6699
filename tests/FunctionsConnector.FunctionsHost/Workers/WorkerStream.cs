using System.Collections.Concurrent;
using System.Threading.Channels;
using FunctionsConnector.FunctionsHost.Protocol;
using Grpc.Core;

namespace FunctionsConnector.FunctionsHost.Workers;

/// <summary>The stream of messages to and from one worker.</summary>
internal sealed class WorkerStream(ConcurrentQueue<string> lines)
{
    private readonly Channel<StreamingMessage> _outgoing = Channel.CreateUnbounded<StreamingMessage>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ConcurrentDictionary<string, TaskCompletionSource<StreamingMessage?>> _unanswered = new();
    private volatile bool _hasEnded;

    /// <summary>The number of requests without a response.</summary>
    public int Unanswered => _unanswered.Count;

    public void Send(StreamingMessage message) => _outgoing.Writer.TryWrite(message);

    /// <returns>The worker's response; null if the stream ended first.</returns>
    public Task<StreamingMessage?> AskAsync(StreamingMessage message)
    {
        message.RequestId = Guid.NewGuid().ToString();
        var answer = _unanswered[message.RequestId] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Send(message);
        if (_hasEnded)
        {
            End();
        }

        return answer.Task;
    }

    /// <summary>Reads and writes until the worker closes the stream or ends.</summary>
    public async Task RunAsync(IAsyncStreamReader<StreamingMessage> incoming, IServerStreamWriter<StreamingMessage> outgoing, CancellationToken gone)
    {
        var writing = WriteAsync(outgoing, gone);
        try
        {
            while (await incoming.MoveNext(gone))
            {
                Receive(incoming.Current);
            }
        }
        catch (Exception end) when (end is IOException or OperationCanceledException)
        {
            // A killed worker resets the connection.
        }

        _hasEnded = true;
        End();
        _outgoing.Writer.TryComplete();
        await writing;
    }

    private async Task WriteAsync(IServerStreamWriter<StreamingMessage> outgoing, CancellationToken gone)
    {
        try
        {
            await foreach (var message in _outgoing.Reader.ReadAllAsync(gone))
            {
                await outgoing.WriteAsync(message, gone);
            }
        }
        catch (Exception end) when (end is IOException or OperationCanceledException or InvalidOperationException)
        {
            // The reader of the stream detects the end and completes all pending requests.
        }
    }

    private void Receive(StreamingMessage message)
    {
        if (message.RpcLog is { } log)
        {
            lines.Enqueue($"{log.Category}: {log.Message} {log.Exception?.Message} {log.Exception?.StackTrace}".TrimEnd());
        }
        else if (_unanswered.TryRemove(message.RequestId, out var waiting))
        {
            waiting.TrySetResult(message);
        }
    }

    private void End()
    {
        foreach (var id in _unanswered.Keys)
        {
            if (_unanswered.TryRemove(id, out var waiting))
            {
                waiting.TrySetResult(null);
            }
        }
    }
}
