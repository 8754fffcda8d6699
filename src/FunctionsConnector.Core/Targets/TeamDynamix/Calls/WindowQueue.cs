using FunctionsConnector.Core.Resilience;

namespace FunctionsConnector.Core.Targets.TeamDynamix.Calls;

/// <summary>
/// The order of waiting calls in a window. Waiters go before new calls, in FIFO order. Callers go before the queue, which keeps a quarter
/// of each window, so that it does not starve.
/// </summary>
internal sealed class WindowQueue
{
    private int _waitingCallers;
    private int _waitingQueue;
    private int _usedByQueue;

    /// <summary>How many slots of the window are reserved for other calls.</summary>
    /// <param name="priority">The call's priority.</param>
    /// <param name="isWaiting">Whether the call already waits.</param>
    /// <param name="perWindow">The slots of a whole window.</param>
    public int Ahead(CallPriority priority, bool isWaiting, int perWindow)
    {
        var shareOfQueue = Math.Max(0, (perWindow / 4) - _usedByQueue);
        return priority == CallPriority.Queue
            ? (shareOfQueue > 0 ? 0 : Volatile.Read(ref _waitingCallers)) + (isWaiting ? 0 : Volatile.Read(ref _waitingQueue))
            : Math.Min(Volatile.Read(ref _waitingQueue), shareOfQueue) + (isWaiting ? 0 : Volatile.Read(ref _waitingCallers));
    }

    public void Join(CallPriority priority) => Interlocked.Increment(ref priority == CallPriority.Queue ? ref _waitingQueue : ref _waitingCallers);

    public void Leave(CallPriority priority) => Interlocked.Decrement(ref priority == CallPriority.Queue ? ref _waitingQueue : ref _waitingCallers);

    /// <summary>Counts slots that were taken, or refunded where negative. Called under the window's lock, like <see cref="Begin"/>.</summary>
    public void Use(CallPriority priority, int calls) => _usedByQueue += priority == CallPriority.Queue ? calls : 0;

    /// <summary>Starts a new window.</summary>
    public void Begin() => _usedByQueue = 0;
}
