using FunctionsConnector.Actions.Queue.Storage;

namespace FunctionsConnector.Server.Queue.Listening;

/// <summary>
/// Limits the messages in progress: so many with a running update, and at most as many more whose outcomes are being put on their queues.
/// So a slow storage account does not delay updates, updates of one record still coalesce, and the total stays bounded.
/// </summary>
/// <param name="concurrency">The number of slots of each kind.</param>
internal sealed class MessageSlots(int concurrency) : IDisposable
{
    private readonly SemaphoreSlim _updating = new(concurrency);
    private readonly SemaphoreSlim _settling = new(concurrency);

    /// <summary>The smallest batch: a receive call for each message would cost as much as its update.</summary>
    private readonly int _minBatch = Math.Min(concurrency - (concurrency / 2), StorageQueue.LargestBatch);

    /// <summary>Waits until half of the update slots are free, or one full batch, and takes all free ones up to a batch.</summary>
    /// <returns>The slots, each for one message.</returns>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public async Task<IReadOnlyList<Slot>> TakeAsync(CancellationToken cancellationToken)
    {
        var taken = new List<Slot>(StorageQueue.LargestBatch);
        try
        {
            while (taken.Count < _minBatch || (taken.Count < StorageQueue.LargestBatch && _updating.CurrentCount > 0))
            {
                await _updating.WaitAsync(cancellationToken);
                taken.Add(new Slot(this));
            }
        }
        catch (OperationCanceledException)
        {
            taken.ForEach(slot => slot.Dispose());
            throw;
        }

        return taken;
    }

    public void Dispose()
    {
        _updating.Dispose();
        _settling.Dispose();
    }

    /// <summary>The slot of one message. Dispose it when the message is done, or where there is no message.</summary>
    public sealed class Slot : IDisposable
    {
        private readonly MessageSlots _slots;
        private SemaphoreSlim _held;

        internal Slot(MessageSlots slots) => (_slots, _held) = (slots, slots._updating);

        /// <summary>Waits for a slot for the outcome and then releases the update slot to another message.</summary>
        public async Task SettleAsync()
        {
            await _slots._settling.WaitAsync();
            _held.Release();
            _held = _slots._settling;
        }

        public void Dispose() => _held.Release();
    }
}
