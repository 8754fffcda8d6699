using FunctionsConnector.Core.Resilience;

namespace FunctionsConnector.Core.Coordination.Calls;

/// <summary>The grant of an instance, and what it has used of it.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class GrantInHand
{
    private GrantedCalls? _grant;
    private int _usedByCallers;
    private int _usedByQueue;
    private bool _isFrozen;

    /// <summary>The number of the last grant.</summary>
    public long Number { get; private set; }

    /// <summary>How many calls that the row counts were not made.</summary>
    public int TakenBack { get; private set; }

    /// <summary>How many calls of it have not started.</summary>
    public int Left => _grant is null ? 0 : _grant.All - _usedByCallers - _usedByQueue;

    /// <summary>Charges a call to the grant.</summary>
    /// <param name="call">The call.</param>
    /// <param name="latest">The service's time is earlier than this.</param>
    /// <param name="mayBorrow">Whether it may use what was granted for calls of the other kind.</param>
    /// <returns>Null where too few calls are left, or while it is settled.</returns>
    public Charge? TryUse(WaitingCall call, DateTimeOffset latest, bool mayBorrow)
    {
        var isQueued = call.Priority == CallPriority.Queue;
        if (_grant is null || _isFrozen || latest >= _grant.Until)
        {
            return null;
        }

        var own = isQueued ? _grant.Queued - _usedByQueue : _grant.Callers - _usedByCallers;
        if ((mayBorrow ? Left : Math.Min(Left, own)) < call.Count)
        {
            return null;
        }

        _usedByQueue += isQueued ? call.Count : 0;
        _usedByCallers += isQueued ? 0 : call.Count;
        return new Charge { Grant = Number, Until = _grant.Until };
    }

    /// <summary>Takes back calls that did not start. Those of a settled grant are taken back with the next take.</summary>
    public void Return(long number, int count, bool isQueued)
    {
        if (_grant is null || _isFrozen || number != Number)
        {
            TakenBack += count;
            return;
        }

        _usedByQueue -= isQueued ? count : 0;
        _usedByCallers -= isQueued ? 0 : count;
    }

    /// <summary>Hands out nothing until the answer to a take is there: the take says how many calls have started.</summary>
    public void Freeze() => _isFrozen = true;

    /// <summary>Adds what was used to the request.</summary>
    public CallRequest Settle(CallRequest request) =>
        request with { UsedByCallers = _usedByCallers, UsedByQueue = _usedByQueue, LastGrant = Number, TakenBack = TakenBack };

    /// <summary>Takes the new grant; null where there is none.</summary>
    /// <param name="grant">The grant.</param>
    /// <param name="request">The request, which has settled the one before it.</param>
    public void Take(GrantedCalls? grant, CallRequest request)
    {
        (_grant, Number, _usedByCallers, _usedByQueue, _isFrozen) = (grant, grant?.Number ?? request.LastGrant + 1, 0, 0, false);
        TakenBack -= request.TakenBack;
    }

    /// <summary>
    /// Forgets the grant, because it is not known whether the last take arrived. What it has used is kept for the next one. What was taken back
    /// is not: taken back twice, calls of others would no longer count.
    /// </summary>
    public void Drop() => (_grant, _isFrozen, TakenBack) = (null, false, 0);
}
