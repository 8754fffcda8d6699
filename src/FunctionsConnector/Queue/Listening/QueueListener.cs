using FunctionsConnector.Core.Failures;
using FunctionsConnector.Logs;
using FunctionsConnector.Queue.Messages;
using FunctionsConnector.Queue.Storage;
using FunctionsConnector.Settings;

namespace FunctionsConnector.Queue.Listening;

/// <summary>
/// Polls the queue of updates where no Functions host does: as many messages at a time as there are free places, seldom while there
/// are no messages, and at its end it waits for those under way.
/// </summary>
internal sealed class QueueListener(
    ConfiguredQueues configured,
    ConnectorSettings settings,
    IConfiguration configuration,
    QueueMessageHandler handler,
    TimeProvider time,
    ILogger<QueueListener> logger) : BackgroundService
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (configured.Queues is { } queues && settings.Queue is { } queue && !Http.Listening.IsUnderFunctions(configuration))
        {
            await ListenAsync(queues, queue, stoppingToken);
        }
    }

    private async Task ListenAsync(UpdateQueues queues, QueueSettings queue, CancellationToken stoppingToken)
    {
        var work = new MessageWork(queues, handler, queue.VisibilityTimeout, time, logger);
        var underWay = new HashSet<Task>();
        var pause = TimeSpan.Zero;
        var areReady = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            var failure = areReady ? null : await CreateAsync(queues);
            var askedAt = time.GetTimestamp();
            IReadOnlyList<ReceivedMessage> batch = [];
            if (failure is null)
            {
                areReady = true;
                (batch, failure) = await TakeAsync(queues.Updates, queue, underWay.Count);
            }

            if (failure is not null)
            {
                logger.CannotListen(queues.Updates.Name, failure.Message);
                areReady = false;
            }

            foreach (var message in batch)
            {
                // Who is told to stop takes nothing new: the next one shall have it at once.
                underWay.Add(stoppingToken.IsCancellationRequested ? queues.Updates.HideAsync(message, TimeSpan.Zero, CancellationToken.None) : work.RunAsync(message, askedAt));
            }

            pause = batch.Count > 0 ? TimeSpan.Zero : Longer(pause);
            await WaitAsync(underWay, queue.Concurrency, pause, stoppingToken);
        }

        logger.Draining(underWay.Count);
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

    private static async Task<(IReadOnlyList<ReceivedMessage> Batch, Failure? Failure)> TakeAsync(StorageQueue updates, QueueSettings queue, int underWay)
    {
        // Not to be cut off: messages whose list is not read would stay hidden for nothing.
        var taken = await updates.ReceiveAsync(queue.Concurrency - underWay, queue.VisibilityTimeout, CancellationToken.None);
        return (taken.Value ?? [], taken.Failure);
    }

    private static TimeSpan Longer(TimeSpan pause) =>
        pause == TimeSpan.Zero ? ShortestPause : pause * 2 < LongestPause ? pause * 2 : LongestPause;

    /// <summary>
    /// Until the pause is over and half of the places are free, or as many as one question can fill: a question for each single message
    /// would cost as much as its work.
    /// </summary>
    private async Task WaitAsync(HashSet<Task> underWay, int places, TimeSpan pause, CancellationToken stoppingToken)
    {
        try
        {
            if (pause > TimeSpan.Zero)
            {
                await Task.Delay(pause, time, stoppingToken);
            }

            underWay.RemoveWhere(task => task.IsCompleted);
            while (underWay.Count > Math.Max(places / 2, places - StorageQueue.LargestBatch))
            {
                await Task.WhenAny(underWay).WaitAsync(stoppingToken);
                underWay.RemoveWhere(task => task.IsCompleted);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The loop ends.
        }
    }
}
