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

    /// <param name="received">The message as it was taken.</param>
    /// <param name="askedAt">When it was asked for; from then on it is hidden.</param>
    /// <param name="place">Its place, which it leaves in the end.</param>
    public async Task RunAsync(ReceivedMessage received, long askedAt, MessagePlaces.Place place)
    {
        using var held = place;
        using var span = MessageSpan.Start(queues.Updates.Name);
        await using var lease = new MessageLease(queues.Updates, received, askedAt, visibility, time);
        try
        {
            var failure = await RunAsync(received, lease, place);
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

    // Asked at the beginning, too: an answer may have been on its way for so long that somebody else has the messages of it.
    private Task<Failure?> RunAsync(ReceivedMessage received, MessageLease lease, MessagePlaces.Place place) => IfOursAsync(
        received, lease, async () => await OutcomeOfAsync(received, place) switch
        {
            MessageOutcome.Done done => await SettleAsync(received, lease, done.Rejected is null ? queues.Results : queues.Rejected, () => PutAsync(done)),
            MessageOutcome.Later when received.DequeueCount >= MostTries => await MoveToPoisonAsync(received, lease),
            MessageOutcome.Later later => await PutBackAsync(later.Wait, received, lease),
            var other => throw new InvalidOperationException($"Unknown outcome {other}."),
        });

    private async Task<MessageOutcome> OutcomeOfAsync(ReceivedMessage received, MessagePlaces.Place place)
    {
        var message = new QueueMessage(received.Id, received.Text) { Tries = received.DequeueCount, QueuedAt = received.InsertedAt };

        // One that is done with and could not be taken off the queue in time has had its outcome, at whatever try it appears again.
        var outcome = received.DequeueCount > MostTries
            ? await handler.KnownAsync(message, CancellationToken.None) ?? new MessageOutcome.Later(TimeSpan.Zero)
            : await handler.HandleAsync(message, CancellationToken.None);
        await place.SettleAsync();
        return outcome;
    }

    private Task<Failure?> MoveToPoisonAsync(ReceivedMessage received, MessageLease lease) => SettleAsync(received, lease, queues.Poison, () =>
    {
        logger.Poisoned(received.Id, received.DequeueCount);
        return PutAsync(queues.Poison, received.Text, expires: false);
    });

    /// <summary>Puts what there is to put, and then takes the message off its queue.</summary>
    private Task<Failure?> SettleAsync(ReceivedMessage received, MessageLease lease, StorageQueue destination, Func<Task<Failure?>> put) => IfOursAsync(
        received, lease, async () =>
        {
            var failure = await put() ?? await DeleteAsync(lease);
            if (failure is null)
            {
                Metering.Settled(destination.Name);
            }

            return failure;
        });

    /// <summary>Whoever has lost a message does and says nothing more: who has it now will.</summary>
    private async Task<Failure?> IfOursAsync(ReceivedMessage received, MessageLease lease, Func<Task<Failure?>> work) =>
        !(await lease.KeepAsync()).Succeeded(out var kept, out var failure) ? failure
        : kept is null ? LeaveToOthers(received)
        : await work();

    private Failure? LeaveToOthers(ReceivedMessage received)
    {
        logger.NotOurs(received.Id, received.DequeueCount);
        return null;
    }

    private async Task<Failure?> PutBackAsync(TimeSpan wait, ReceivedMessage received, MessageLease lease)
    {
        var hidden = wait > visibility ? wait : visibility;
        logger.TriedAgain(received.Id, received.DequeueCount, (long)hidden.TotalSeconds);
        return await lease.EndAsync() is { } message ? (await queues.Updates.HideAsync(message, hidden, CancellationToken.None)).Failure : LeaveToOthers(received);
    }

    private async Task<Failure?> DeleteAsync(MessageLease lease) =>
        await lease.EndAsync() is { } message ? await queues.Updates.DeleteAsync(message, CancellationToken.None) : null;

    private async Task<Failure?> PutAsync(MessageOutcome.Done done) =>
        (done.Rejected is { } rejected ? await PutAsync(queues.Rejected, rejected, expires: false) : null)
            ?? await PutAsync(queues.Results, done.Result, expires: true);

    private static async Task<Failure?> PutAsync(StorageQueue queue, string text, bool expires) =>
        (await queue.PutAsync(text, expires, CancellationToken.None)).Failure;
}
