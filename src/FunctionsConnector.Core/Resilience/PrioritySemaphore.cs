namespace FunctionsConnector.Core.Resilience;

/// <summary>
/// A semaphore whose slots go first to read-backs, then to callers, then to the queue, each in FIFO order. While callers wait, the
/// queue gets every fourth slot, so that it does not starve.
/// </summary>
internal sealed class PrioritySemaphore : ICallSlots
{
    private const int MostCallersInARow = 3;

    private readonly Lock _lock = new();
    private readonly LinkedList<TaskCompletionSource<bool>>[] _waiters = [new(), new(), new()];
    private int _free;
    private int _callersInARow;

    /// <param name="slots">How many calls may run at a time.</param>
    public PrioritySemaphore(int slots) => _free = slots;

    /// <summary>How many slots nobody has.</summary>
    public int Free
    {
        get
        {
            lock (_lock)
            {
                return _free;
            }
        }
    }

    /// <summary>How many wait.</summary>
    public int Waiting
    {
        get
        {
            lock (_lock)
            {
                return _waiters.Sum(waiters => waiters.Count);
            }
        }
    }

    /// <inheritdoc/>
    public int Ahead(CallPriority priority)
    {
        lock (_lock)
        {
            return _free > 0 ? 0 : 1 + _waiters.Take((int)priority + 1).Sum(waiters => waiters.Count);
        }
    }

    /// <inheritdoc/>
    public bool TryAcquire()
    {
        lock (_lock)
        {
            var isFree = _free > 0;
            _free -= isFree ? 1 : 0;
            return isFree;
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> AcquireAsync(CallPriority priority, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_free > 0)
            {
                _free--;
                return new ValueTask<bool>(true);
            }

            var waiter = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            var waiters = _waiters[(int)priority];
            waiters.AddLast(waiter);
            return new ValueTask<bool>(WaitAsync(waiter, waiters, cancellationToken));
        }
    }

    /// <inheritdoc/>
    public void Release()
    {
        lock (_lock)
        {
            while (Next() is { } next)
            {
                next.List!.Remove(next);
                if (next.Value.TrySetResult(true))
                {
                    return;
                }
            }

            _free++;
        }
    }

    /// <summary>Ends the wait of all that have this priority, as if it had timed out.</summary>
    public void Refuse(CallPriority priority)
    {
        lock (_lock)
        {
            foreach (var waiter in _waiters[(int)priority])
            {
                waiter.TrySetResult(false);
            }
        }
    }

    private async Task<bool> WaitAsync(
        TaskCompletionSource<bool> waiter, LinkedList<TaskCompletionSource<bool>> waiters, CancellationToken cancellationToken)
    {
        await using var timeout = cancellationToken.Register(() => waiter.TrySetResult(false));
        var isAcquired = await waiter.Task;
        if (!isAcquired)
        {
            lock (_lock)
            {
                waiters.Remove(waiter);
            }
        }

        return isAcquired;
    }

    private LinkedListNode<TaskCompletionSource<bool>>? Next()
    {
        var (callers, queue) = (_waiters[(int)CallPriority.Caller], _waiters[(int)CallPriority.Queue]);
        if (_waiters[(int)CallPriority.ReadBack].First is { } readBack)
        {
            return readBack;
        }

        var isQueueNext = callers.Count == 0 || (queue.Count > 0 && _callersInARow >= MostCallersInARow);
        _callersInARow = isQueueNext || queue.Count == 0 ? 0 : _callersInARow + 1;
        return isQueueNext ? queue.First : callers.First;
    }
}
