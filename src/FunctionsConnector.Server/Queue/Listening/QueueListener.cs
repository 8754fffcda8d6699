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
        var (isListening, hasFailed) = (false, false);
        while (await WaitAsync(slots, pause, stoppingToken) is { } free)
        {
            inProgress.RemoveWhere(task => task.IsCompleted);
            var requestedAt = time.GetTimestamp();
            var received = await ReceiveAsync(queues, queue, isListening, hasFailed ? 1 : free.Count);
            var batch = received.Value ?? [];
            if (received.Failure is { } failure)
            {
                logger.CannotListen(queues.Updates.Name, failure.Message);
            }

            (isListening, hasFailed) = (received.Failure is null, received.Failure is not null);
            foreach (var (message, slot) in batch.Zip(free))
            {
                // While stopping, messages become visible again at once, for the next instance.
                inProgress.Add(stoppingToken.IsCancellationRequested
                    ? worker.ReleaseAsync(message)
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

    /// <summary>Receives messages. Before the first ones, and after a failure, it creates the missing queues.</summary>
    /// <returns>The messages; a failure also for an error of the connector, so that the listener goes on.</returns>
    private async Task<Result<IReadOnlyList<ReceivedMessage>>> ReceiveAsync(UpdateQueues queues, QueueSettings queue, bool isListening, int max)
    {
        try
        {
            // Not cancelled: the messages of an unread response would stay invisible until their timeout. After a failure it is one message
            // only: a message that cannot be read does not make others unreadable.
            return !isListening && await CreateAsync(queues) is { } failure
                ? failure
                : await queues.Updates.ReceiveAsync(max, queue.VisibilityTimeout, CancellationToken.None);
        }
        catch (Exception exception)
        {
            logger.ListenerFailed(exception);
            return new Failure(FailureCode.InternalError, "The listener met an error of the connector and goes on.");
        }
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
