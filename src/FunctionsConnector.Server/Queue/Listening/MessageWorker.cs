using FunctionsConnector.Actions.Logs;
using FunctionsConnector.Actions.Queue.Messages;
using FunctionsConnector.Actions.Queue.Storage;
using FunctionsConnector.Actions.Telemetry;
using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Server.Queue.Listening;

/// <summary>
/// Processes one delivery of one message and puts its outcome on the other queues. It deletes the message last, so that a crash in between
/// loses nothing: at worst there are two results.
/// </summary>
internal sealed class MessageWorker(UpdateQueues queues, MessageProcessor processor, TimeSpan visibilityTimeout, TimeProvider time, ILogger logger)
{
    /// <param name="received">The received message.</param>
    /// <param name="requestedAt">The timestamp of the receive request, from which its visibility timeout counts.</param>
    /// <param name="slot">Its slot, which this method disposes.</param>
    public async Task RunAsync(ReceivedMessage received, long requestedAt, MessageSlots.Slot slot)
    {
        using var held = slot;
        using var span = MessageSpan.Start(queues.Updates.Name);
        await WithinBoundaryAsync(received, async () =>
        {
            await using var lease = new MessageLease(queues.Updates, received, requestedAt, visibilityTimeout, time);
            return await RunAsync(received, lease, slot);
        });
    }

    /// <summary>Makes a received message visible again at once, for the next instance.</summary>
    public Task ReleaseAsync(ReceivedMessage received) => WithinBoundaryAsync(
        received, async () => (await queues.Updates.SetVisibilityAsync(received, TimeSpan.Zero, CancellationToken.None)).Failure);

    private async Task WithinBoundaryAsync(ReceivedMessage received, Func<Task<Failure?>> work)
    {
        try
        {
            if (await work() is { } failure)
            {
                // The queue delivers it again when its visibility timeout ends.
                logger.NotSettled(received.Id, failure.Message);
            }
        }
        catch (Exception exception)
        {
            // A bug in the handling of one message must not stop the others.
            logger.Crashed(exception, MessageHandler.FunctionName, received.Id);
        }
    }

    // The lease is checked at the start, too: after a slow response another consumer may have the message.
    private async Task<Failure?> RunAsync(ReceivedMessage received, MessageLease lease, MessageSlots.Slot slot)
    {
        var message = QueueMessage.Of(received.Id, received.Text, received.DequeueCount, received.InsertedAt);
        return await IfHeldAsync(message, lease, async () =>
        {
            var outcome = await processor.OutcomeOfAsync(message);
            await slot.SettleAsync();
            return outcome is MessageOutcome.Retained retained ? await RetainAsync(retained, message, lease) : await SettleAsync(message, lease, outcome);
        });
    }

    /// <summary>Puts the outcome on its queues and then deletes the message.</summary>
    private Task<Failure?> SettleAsync(QueueMessage message, MessageLease lease, MessageOutcome outcome) =>
        IfHeldAsync(message, lease, async () => await processor.PutAsync(message, outcome) ?? await DeleteAsync(lease));

    /// <summary>Runs the work unless the message was delivered again: then another consumer handles it.</summary>
    private async Task<Failure?> IfHeldAsync(QueueMessage message, MessageLease lease, Func<Task<Failure?>> work) =>
        !(await lease.KeepAsync()).Succeeded(out var kept, out var failure) ? failure
        : kept is null ? LogLostLease(message)
        : await work();

    private Failure? LogLostLease(QueueMessage message)
    {
        logger.LeaseLost(message.Id, message.Attempt);
        return null;
    }

    private async Task<Failure?> RetainAsync(MessageOutcome.Retained retained, QueueMessage message, MessageLease lease)
    {
        processor.Log(message, retained, retained.Wait);
        return await lease.EndAsync() is { } held ? (await queues.Updates.SetVisibilityAsync(held, retained.Wait, CancellationToken.None)).Failure : LogLostLease(message);
    }

    private async Task<Failure?> DeleteAsync(MessageLease lease) =>
        await lease.EndAsync() is { } held ? await queues.Updates.DeleteAsync(held, CancellationToken.None) : null;
}
