using FunctionsConnector.Actions.Logs;
using FunctionsConnector.Actions.Queue.Messages;
using FunctionsConnector.Actions.Queue.Storage;
using FunctionsConnector.Actions.Settings;
using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Server.Queue.Listening;

/// <summary>
/// Polls the queue of updates in the standalone home: receives as many messages as there are free slots, polls less often while the queue
/// is empty, and waits for the messages in progress when it stops.
/// </summary>
internal sealed class QueueListener(
    ConfiguredQueues configured,
    ConnectorSettings settings,
    MessageProcessor processor,
    TimeProvider time,
    ILogger<QueueListener> logger) : BackgroundService
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (configured.Queues is { } queues && settings.Queue is { } queue)
        {
            await ListenAsync(queues, queue, stoppingToken);
        }
    }

    private async Task ListenAsync(UpdateQueues queues, QueueSettings queue, CancellationToken stoppingToken)
    {
        var worker = new MessageWorker(queues, processor, queue.VisibilityTimeout, time, logger);
        using var slots = new MessageSlots(queue.Concurrency);
        var inProgress = new HashSet<Task>();
        var pause = TimeSpan.Zero;
        var queuesExist = false;
        while (await WaitAsync(slots, pause, stoppingToken) is { } free)
        {
            inProgress.RemoveWhere(task => task.IsCompleted);
            var failure = queuesExist ? null : await CreateAsync(queues);
            var requestedAt = time.GetTimestamp();
            IReadOnlyList<ReceivedMessage> batch = [];
            if (failure is null)
            {
                queuesExist = true;
                (batch, failure) = await ReceiveAsync(queues.Updates, queue, free.Count);
            }

            if (failure is not null)
            {
                logger.CannotListen(queues.Updates.Name, failure.Message);
                queuesExist = false;
            }

            foreach (var (message, slot) in batch.Zip(free))
            {
                // While stopping, messages become visible again at once, for the next instance.
                inProgress.Add(stoppingToken.IsCancellationRequested
                    ? queues.Updates.SetVisibilityAsync(message, TimeSpan.Zero, CancellationToken.None)
                    : worker.RunAsync(message, requestedAt, slot));
            }

            foreach (var unused in free.Skip(batch.Count))
            {
                unused.Dispose();
            }

            pause = batch.Count > 0 ? TimeSpan.Zero : Longer(pause);
        }

        var unfinished = inProgress.Count(task => !task.IsCompleted);
        logger.Draining(unfinished);
        await Task.WhenAll(inProgress);
    }

    private static async Task<Failure?> CreateAsync(UpdateQueues queues)
    {
        foreach (var queue in queues.All)
        {
            if (await queue.CreateAsync(CancellationToken.None) is { } failure)
            {
                return failure;
            }
        }

        return null;
    }

    private static async Task<(IReadOnlyList<ReceivedMessage> Batch, Failure? Failure)> ReceiveAsync(StorageQueue updates, QueueSettings queue, int max)
    {
        // Not cancelled: the messages of an unread response would stay invisible until their timeout.
        var received = await updates.ReceiveAsync(max, queue.VisibilityTimeout, CancellationToken.None);
        return (received.Value ?? [], received.Failure);
    }

    private static TimeSpan Longer(TimeSpan pause) =>
        pause == TimeSpan.Zero ? ShortestPause : pause * 2 < LongestPause ? pause * 2 : LongestPause;

    /// <returns>Free slots after the pause; null when the service stops.</returns>
    private async Task<IReadOnlyList<MessageSlots.Slot>?> WaitAsync(MessageSlots slots, TimeSpan pause, CancellationToken stoppingToken)
    {
        try
        {
            if (pause > TimeSpan.Zero)
            {
                await Task.Delay(pause, time, stoppingToken);
            }

            return await slots.TakeAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
