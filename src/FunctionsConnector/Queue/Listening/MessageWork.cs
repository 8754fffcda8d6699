using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Telemetry;
using FunctionsConnector.Logs;
using FunctionsConnector.Queue.Messages;
using FunctionsConnector.Queue.Storage;
using FunctionsConnector.Telemetry;

namespace FunctionsConnector.Queue.Listening;

/// <summary>
/// One try of one message, from its queue to where it belongs. It leaves its queue last, so that whatever happens in between it is
/// somewhere: at worst its result is there twice.
/// </summary>
internal sealed class MessageWork(UpdateQueues queues, QueueMessageHandler handler, TimeSpan visibility, TimeProvider time, ILogger logger)
{
    /// <summary>As the Functions host's <c>maxDequeueCount</c>.</summary>
    private const int MostTries = 5;

    public async Task RunAsync(ReceivedMessage received)
    {
        using var span = MessageSpan.Start(queues.Updates.Name);
        await using var lease = new MessageLease(queues.Updates, received, visibility, time);
        try
        {
            var failure = await RunAsync(received, lease);
            if (failure is not null)
            {
                // It appears again when its time is over.
                logger.NotSettled(received.Id, failure.Message);
            }
        }
        catch (Exception exception)
        {
            // A bug that one message meets must not keep the others waiting.
            logger.Broke(exception, QueueMessageHandler.FunctionName, received.Id);
        }
    }

    private async Task<Failure?> RunAsync(ReceivedMessage received, MessageLease lease)
    {
        if (received.DequeueCount > MostTries)
        {
            return await MoveToPoisonAsync(received, lease);
        }

        var message = new QueueMessage(received.Id, received.Text) { Tries = received.DequeueCount, QueuedAt = received.InsertedAt };
        return await handler.HandleAsync(message, CancellationToken.None) switch
        {
            MessageOutcome.Done done => await FinishAsync(done, lease),
            MessageOutcome.Later when received.DequeueCount == MostTries => await MoveToPoisonAsync(received, lease),
            MessageOutcome.Later later => await PutBackAsync(later.Wait, received, lease),
            var other => throw new InvalidOperationException($"Unknown outcome {other}."),
        };
    }

    private async Task<Failure?> FinishAsync(MessageOutcome.Done done, MessageLease lease) => Settled(
        done.Rejected is null ? queues.Results : queues.Rejected,
        (done.Rejected is { } rejected ? await PutAsync(queues.Rejected, rejected, expires: false) : null)
            ?? await PutAsync(queues.Results, done.Result, expires: true)
            ?? await DeleteAsync(lease));

    private async Task<Failure?> MoveToPoisonAsync(ReceivedMessage received, MessageLease lease)
    {
        logger.Poisoned(received.Id, received.DequeueCount);
        return Settled(queues.Poison, await PutAsync(queues.Poison, received.Text, expires: false) ?? await DeleteAsync(lease));
    }

    private static Failure? Settled(StorageQueue queue, Failure? failure)
    {
        if (failure is null)
        {
            Metering.Settled(queue.Name);
        }

        return failure;
    }

    private async Task<Failure?> PutBackAsync(TimeSpan wait, ReceivedMessage received, MessageLease lease)
    {
        var hidden = wait > visibility ? wait : visibility;
        logger.TriedAgain(received.Id, received.DequeueCount, (long)hidden.TotalSeconds);
        return await lease.EndAsync() is { } message ? (await queues.Updates.HideAsync(message, hidden, CancellationToken.None)).Failure : null;
    }

    private async Task<Failure?> DeleteAsync(MessageLease lease) =>
        await lease.EndAsync() is { } message ? await queues.Updates.DeleteAsync(message, CancellationToken.None) : null;

    private static async Task<Failure?> PutAsync(StorageQueue queue, string text, bool expires) =>
        (await queue.PutAsync(text, expires, CancellationToken.None)).Failure;
}
