using FunctionsConnector.Core.Resilience;

namespace FunctionsConnector.Core.Coordination.Calls;

/// <summary>
/// A limit on the calls that all instances together start in any minute. Calls wait here; while some wait, one task at a time takes calls from
/// the shared row and hands them out, first to read-backs, then to callers, then to queued updates.
/// </summary>
/// <param name="row">The shared row.</param>
/// <param name="instance">The name of this instance.</param>
/// <param name="limit">The limit at present.</param>
/// <param name="alone">The budget of callers while the table is down.</param>
/// <param name="longestWait">A call with a longer estimated wait is refused at once.</param>
/// <param name="services">Clock and randomness.</param>
internal sealed class SharedBudget(RowUpdate<MinuteRow> row, string instance, Func<int> limit, ICallBudget alone, TimeSpan longestWait, SharedServices services) : ICallBudget
{
    /// <summary>How often an instance asks again while it waits. Others may give calls back at any time.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(50);

    /// <summary>How long a queued update waits while the table is down.</summary>
    private static readonly TimeSpan OutagePause = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly LinkedList<WaitingCall>[] _waiting = [new(), new(), new()];
    private readonly GrantInHand _grant = new();
    private MinuteRow _known = new();
    private Task _taking = Task.CompletedTask;
    private Pause _pause = new();
    private bool _isIdle;

    /// <inheritdoc/>
    public async Task<TimeSpan?> SpendAsync(int count, CallPriority priority, ICallSlots? slot, CancellationToken cancellationToken)
    {
        count = Math.Min(count, limit());
        var hasSlot = slot is null;
        while (true)
        {
            var charge = await WaitAsync(new WaitingCall(count, priority), cancellationToken);
            if (charge.IsAlone)
            {
                return await alone.SpendAsync(count, priority, hasSlot ? null : slot, cancellationToken) is { } wait ? Refused(wait) : null;
            }

            if (charge.Wait is { } remaining)
            {
                return Refused(remaining);
            }

            if (!hasSlot && !await slot!.AcquireAsync(priority, cancellationToken))
            {
                Return(charge.Grant, count, priority);
                return TimeSpan.Zero;
            }

            // The wait for the slot may have been longer than the grant is valid.
            hasSlot = true;
            if (services.Table.Clock.Latest < charge.Until)
            {
                return null;
            }
        }

        TimeSpan? Refused(TimeSpan wait)
        {
            if (slot is not null && hasSlot)
            {
                slot.Release();
            }

            return wait;
        }
    }

    /// <inheritdoc/>
    public void Refund(int count)
    {
        lock (_lock)
        {
            Return(_grant.Number, count, CallPriority.Caller);
        }
    }

    private void Return(long grant, int count, CallPriority priority)
    {
        lock (_lock)
        {
            _grant.Return(grant, count, priority == CallPriority.Queue);
            StartTaking();
        }
    }

    private async Task<Charge> WaitAsync(WaitingCall call, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            // A failed take is a bug, which the next call reports.
            if (_taking.IsFaulted)
            {
                _taking.GetAwaiter().GetResult();
            }

            if (Estimate(call) is var estimate && estimate > longestWait)
            {
                return Charge.Refused(estimate);
            }

            _waiting[(int)call.Priority].AddLast(call.Node);
            HandOut();
            StartTaking();
            if (_isIdle && Waiting > 0)
            {
                _isIdle = false;
                _pause.End();
            }
        }

        await using var timeout = cancellationToken.Register(() => GiveUp(call));
        return await call.Charged;
    }

    private void GiveUp(WaitingCall call)
    {
        lock (_lock)
        {
            call.Node.List?.Remove(call.Node);
            call.Complete(Charge.Refused(Estimate(call)));
        }
    }

    private TimeSpan Estimate(WaitingCall call)
    {
        var ahead = _waiting.Take((int)call.Priority + 1).Sum(calls => calls.Sum(other => other.Count));
        return services.Table.Clock.IsKnown && !services.Table.IsDown
            ? _known.UntilFree(ahead + call.Count - _grant.Left, limit(), TimeBounds.Of(services.Table.Clock))
            : TimeSpan.Zero;
    }

    private int Waiting => _waiting.Sum(calls => calls.Count);

    private bool IsNeeded => Waiting > 0 || _grant.Left > 0;

    private void StartTaking()
    {
        if (_taking.IsCompleted && IsNeeded)
        {
            _taking = TakeAsync();
        }
    }

    private async Task TakeAsync()
    {
        // Continues outside the lock.
        await Task.Yield();
        while (true)
        {
            CallRequest request;
            lock (_lock)
            {
                if (!IsNeeded)
                {
                    _taking = Task.CompletedTask;
                    return;
                }

                (_isIdle, _pause) = (false, new Pause());
                request = Request();
                _grant.Freeze();
            }

            var taken = await row.ChangeAsync((content, now) => content.Take(request, limit(), now), isFresh: false, CancellationToken.None);
            TimeSpan pause;
            lock (_lock)
            {
                pause = taken.Succeeded(out var content, out _) ? Note(content, request) : NoteOutage();
            }

            if (pause > TimeSpan.Zero)
            {
                // A call that arrives while none waits does not wait for the end of the pause.
                await _pause.WaitAsync(pause * (0.5 + (services.Random() / 2)), services.Time);
            }
        }
    }

    private CallRequest Request()
    {
        var (callers, queued) = (Demand(CallPriority.ReadBack) + Demand(CallPriority.Caller), Demand(CallPriority.Queue));
        var head = _waiting.FirstOrDefault(calls => calls.Count > 0)?.First!.Value;
        return _grant.Settle(new CallRequest(instance, callers, queued) { Least = head?.Count ?? 1 });
    }

    private int Demand(CallPriority priority) => _waiting[(int)priority].Sum(call => call.Count);

    /// <returns>How long to wait before the next take; zero where the rest can be asked for at once.</returns>
    private TimeSpan Note(MinuteRow content, CallRequest request)
    {
        _known = content;
        _grant.Take(content.Granted.GetValueOrDefault(instance), request.LastGrant);
        var waited = Waiting;
        HandOut();
        if (Waiting == 0)
        {
            // What nobody needs any more is given back with the next take.
            _isIdle = true;
            return _grant.Left > 0 ? LongestPause : TimeSpan.Zero;
        }

        if (Waiting < waited)
        {
            return TimeSpan.Zero;
        }

        var wait = content.UntilFree(request.Least, limit(), TimeBounds.Of(services.Table.Clock));
        return wait < ShortestPause ? ShortestPause : wait < LongestPause ? wait : LongestPause;
    }

    /// <summary>The table is down: callers use the budget of an instance that is alone, queued updates wait.</summary>
    private TimeSpan NoteOutage()
    {
        _grant.Drop();
        foreach (var calls in _waiting)
        {
            foreach (var call in calls)
            {
                call.Complete(call.Priority == CallPriority.Queue ? Charge.Refused(OutagePause) : Charge.Alone);
            }

            calls.Clear();
        }

        return TimeSpan.Zero;
    }

    private void HandOut()
    {
        foreach (var calls in _waiting)
        {
            while (calls.First is { Value: var call } && services.Table.Clock.IsKnown && _grant.TryUse(call, services.Table.Clock.Latest, MayBorrow(call)) is { } charge)
            {
                calls.RemoveFirst();
                call.Complete(charge);
            }
        }
    }

    /// <summary>Whether the call may use what was granted for the others, because none of them waits.</summary>
    private bool MayBorrow(WaitingCall call) => call.Priority == CallPriority.Queue
        ? _waiting[(int)CallPriority.ReadBack].Count + _waiting[(int)CallPriority.Caller].Count == 0
        : _waiting[(int)CallPriority.Queue].Count == 0;
}
