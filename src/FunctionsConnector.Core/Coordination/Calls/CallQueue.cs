using FunctionsConnector.Core.Resilience;

namespace FunctionsConnector.Core.Coordination.Calls;

/// <summary>The calls of an instance that wait for a grant: read-backs first, then those of callers, then those of queued updates, each in FIFO order.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class CallQueue
{
    private readonly LinkedList<WaitingCall>[] _byPriority = [new(), new(), new()];

    /// <summary>How many wait.</summary>
    public int Length => _byPriority.Sum(calls => calls.Count);

    /// <summary>The first one that somebody waits for.</summary>
    public WaitingCall? FirstOfCallers => (Of(CallPriority.ReadBack).First ?? Of(CallPriority.Caller).First)?.Value;

    /// <summary>The first one of a queued update.</summary>
    public WaitingCall? FirstQueued => Of(CallPriority.Queue).First?.Value;

    /// <summary>How many calls are charged for those that somebody waits for.</summary>
    public int ChargedToCallers => ChargedUpTo(CallPriority.Caller);

    /// <summary>How many calls are charged for queued updates.</summary>
    public int ChargedToQueue => ChargedUpTo(CallPriority.Queue) - ChargedToCallers;

    /// <summary>How many calls are charged for those that go before a new one of this priority.</summary>
    public int ChargedUpTo(CallPriority priority) => _byPriority.Take((int)priority + 1).Sum(calls => calls.Sum(call => call.Count));

    public void Add(WaitingCall call) => Of(call.Priority).AddLast(call.Node);

    /// <summary>Charges the calls to the grant, as far as it goes.</summary>
    /// <param name="grant">The grant.</param>
    /// <param name="latest">The service's time is earlier than this.</param>
    public void HandOut(GrantInHand grant, DateTimeOffset latest)
    {
        foreach (var calls in _byPriority)
        {
            while (calls.First is { Value: var call } && grant.TryUse(call, latest, MayBorrow(call)) is { } charge)
            {
                calls.RemoveFirst();
                call.Complete(charge);
            }
        }
    }

    /// <summary>Ends the wait of all.</summary>
    public void EndAll(Action<WaitingCall> end)
    {
        foreach (var calls in _byPriority)
        {
            foreach (var call in calls)
            {
                end(call);
            }

            calls.Clear();
        }
    }

    /// <summary>Whether the call may use what was granted for the others, because none of them waits.</summary>
    private bool MayBorrow(WaitingCall call) => call.Priority == CallPriority.Queue ? FirstOfCallers is null : FirstQueued is null;

    private LinkedList<WaitingCall> Of(CallPriority priority) => _byPriority[(int)priority];
}
