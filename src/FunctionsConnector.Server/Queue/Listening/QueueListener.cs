using FunctionsConnector.Core.Failures;
using FunctionsConnector.Actions.Logs;
using FunctionsConnector.Actions.Queue.Messages;
using FunctionsConnector.Actions.Queue.Storage;
using FunctionsConnector.Actions.Settings;

namespace FunctionsConnector.Server.Queue.Listening;

/// <summary>
/// Polls the queue of updates where no Functions host does: as many messages at a time as there are free places, seldom while there
/// are no messages, and at its end it waits for those under way.
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
        var work = new MessageWork(queues, processor, queue.VisibilityTimeout, time, logger);
        using var places = new MessagePlaces(queue.Concurrency);
        var underWay = new HashSet<Task>();
        var pause = TimeSpan.Zero;
        var areReady = false;
        while (await WaitAsync(places, pause, stoppingToken) is { } free)
        {
            underWay.RemoveWhere(task => task.IsCompleted);
            var failure = areReady ? null : await CreateAsync(queues);
            var askedAt = time.GetTimestamp();
            IReadOnlyList<ReceivedMessage> batch = [];
            if (failure is null)
            {
                areReady = true;
                (batch, failure) = await TakeAsync(queues.Updates, queue, free.Count);
            }

            if (failure is not null)
            {
                logger.CannotListen(queues.Updates.Name, failure.Message);
                areReady = false;
            }

            foreach (var (message, place) in batch.Zip(free))
            {
                // Who is told to stop takes nothing new: the next one shall have it at once.
                underWay.Add(stoppingToken.IsCancellationRequested
                    ? queues.Updates.HideAsync(message, TimeSpan.Zero, CancellationToken.None)
                    : work.RunAsync(message, askedAt, place));
            }

            foreach (var unused in free.Skip(batch.Count))
            {
                unused.Dispose();
            }

            pause = batch.Count > 0 ? TimeSpan.Zero : Longer(pause);
        }

        var unfinished = underWay.Count(task => !task.IsCompleted);
        logger.Draining(unfinished);
        await Task.WhenAll(underWay);
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

    private static async Task<(IReadOnlyList<ReceivedMessage> Batch, Failure? Failure)> TakeAsync(StorageQueue updates, QueueSettings queue, int most)
    {
        // Not to be cut off: messages whose list is not read would stay hidden for nothing.
        var taken = await updates.ReceiveAsync(most, queue.VisibilityTimeout, CancellationToken.None);
        return (taken.Value ?? [], taken.Failure);
    }

    private static TimeSpan Longer(TimeSpan pause) =>
        pause == TimeSpan.Zero ? ShortestPause : pause * 2 < LongestPause ? pause * 2 : LongestPause;

    /// <returns>Free places after the pause; null once it is told to stop.</returns>
    private async Task<IReadOnlyList<MessagePlaces.Place>?> WaitAsync(MessagePlaces places, TimeSpan pause, CancellationToken stoppingToken)
    {
        try
        {
            if (pause > TimeSpan.Zero)
            {
                await Task.Delay(pause, time, stoppingToken);
            }

            return await places.TakeAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
