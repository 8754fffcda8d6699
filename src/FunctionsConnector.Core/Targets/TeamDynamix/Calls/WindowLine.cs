using FunctionsConnector.Core.Resilience;

namespace FunctionsConnector.Core.Targets.TeamDynamix.Calls;

/// <summary>
/// Who goes first in a window of calls. Those who wait wake in the order in which they came, and who comes anew goes behind them.
/// Callers go before the queue, which has a quarter of each window all the same, or it might starve.
/// </summary>
internal sealed class WindowLine
{
    private int _waitingCallers;
    private int _waitingQueue;
    private int _usedByQueue;

    /// <summary>How many places of the window belong to others.</summary>
    /// <param name="urgency">Who asks.</param>
    /// <param name="isWaiting">Whether the asker has waited already.</param>
    /// <param name="perWindow">The places of a whole window.</param>
    public int Ahead(CallUrgency urgency, bool isWaiting, int perWindow)
    {
        var shareOfQueue = Math.Max(0, (perWindow / 4) - _usedByQueue);
        return urgency == CallUrgency.Queue
            ? (shareOfQueue > 0 ? 0 : Volatile.Read(ref _waitingCallers)) + (isWaiting ? 0 : Volatile.Read(ref _waitingQueue))
            : Math.Min(Volatile.Read(ref _waitingQueue), shareOfQueue) + (isWaiting ? 0 : Volatile.Read(ref _waitingCallers));
    }

    public void Join(CallUrgency urgency) => Interlocked.Increment(ref urgency == CallUrgency.Queue ? ref _waitingQueue : ref _waitingCallers);

    public void Leave(CallUrgency urgency) => Interlocked.Decrement(ref urgency == CallUrgency.Queue ? ref _waitingQueue : ref _waitingCallers);

    /// <summary>Places were taken, or given back where it is less than none. Called under the lock of the window, like <see cref="Begin"/>.</summary>
    public void Use(CallUrgency urgency, int calls) => _usedByQueue += urgency == CallUrgency.Queue ? calls : 0;

    /// <summary>A new window has begun.</summary>
    public void Begin() => _usedByQueue = 0;
}
