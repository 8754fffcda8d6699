using FunctionsConnector.Actions.Logs;
using FunctionsConnector.Actions.Queue.Messages;
using FunctionsConnector.Actions.Queue.Storage;
using FunctionsConnector.Actions.Telemetry;
using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Server.Queue.Listening;

/// <summary>
/// One delivery of one message, from its queue to where it belongs. It leaves its queue last, so that whatever happens in between it is
/// somewhere: at worst its result is there twice.
/// </summary>
internal sealed class MessageWork(UpdateQueues queues, MessageProcessor processor, TimeSpan visibility, TimeProvider time, ILogger logger)
{
    /// <param name="received">The message as it was taken.</param>
    /// <param name="askedAt">When it was asked for; from then on it is invisible to others.</param>
    /// <param name="place">Its slot, which it leaves in the end.</param>
    public async Task RunAsync(ReceivedMessage received, long askedAt, MessagePlaces.Place place)
    {
        using var held = place;
        using var span = MessageSpan.Start(queues.Updates.Name, traceParent: null);
        await using var lease = new MessageLease(queues.Updates, received, askedAt, visibility, time);
        try
        {
            if (await RunAsync(received, lease, place) is { } failure)
            {
                // It appears again when its time is over.
                logger.NotSettled(received.Id, failure.Message);
            }
        }
        catch (Exception exception)
        {
            // A bug that one message meets must not keep the others waiting.
            logger.Broke(exception, MessageHandler.FunctionName, received.Id);
        }
    }

    // Asked at the beginning, too: an answer may have been on its way for so long that somebody else has the messages of it.
    private async Task<Failure?> RunAsync(ReceivedMessage received, MessageLease lease, MessagePlaces.Place place)
    {
        var message = QueueMessage.Of(received.Id, received.Text, received.DequeueCount, received.InsertedAt);
        return await IfOursAsync(message, lease, async () =>
        {
            var outcome = await processor.OutcomeOfAsync(message);
            await place.SettleAsync();
            return outcome is MessageOutcome.Stays stays ? await KeepAsync(stays.Wait, message, lease) : await SettleAsync(message, lease, outcome);
        });
    }

    /// <summary>Puts what there is to put, and then takes the message off its queue.</summary>
    private Task<Failure?> SettleAsync(QueueMessage message, MessageLease lease, MessageOutcome outcome) =>
        IfOursAsync(message, lease, async () => await processor.PutAsync(message, outcome) ?? await DeleteAsync(lease));

    /// <summary>Does and logs nothing more for a message that was lost: another instance has it now.</summary>
    private async Task<Failure?> IfOursAsync(QueueMessage message, MessageLease lease, Func<Task<Failure?>> work) =>
        !(await lease.KeepAsync()).Succeeded(out var kept, out var failure) ? failure
        : kept is null ? LeaveToOthers(message)
        : await work();

    private Failure? LeaveToOthers(QueueMessage message)
    {
        logger.NotOurs(message.Id, message.Attempt);
        return null;
    }

    private async Task<Failure?> KeepAsync(TimeSpan wait, QueueMessage message, MessageLease lease)
    {
        logger.TriedAgain(message.Id, message.Attempt, (long)wait.TotalSeconds);
        return await lease.EndAsync() is { } held ? (await queues.Updates.HideAsync(held, wait, CancellationToken.None)).Failure : LeaveToOthers(message);
    }

    private async Task<Failure?> DeleteAsync(MessageLease lease) =>
        await lease.EndAsync() is { } held ? await queues.Updates.DeleteAsync(held, CancellationToken.None) : null;
}
