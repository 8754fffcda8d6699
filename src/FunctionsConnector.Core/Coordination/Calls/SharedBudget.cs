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
    public async Task<CallCharge> SpendAsync(int count, CallPriority priority, ICallSlots? slot, CancellationToken cancellationToken)
    {
        count = Math.Min(count, limit());
        while (true)
        {
            var charge = await WaitAsync(new WaitingCall(count, priority), cancellationToken);
            if (charge.IsAlone)
            {
                return await alone.SpendAsync(count, priority, slot, cancellationToken);
            }

            if (charge.Wait is { } remaining)
            {
                return CallCharge.Refused(remaining);
            }

            var spent = new SharedCharge(this, charge, priority);
            if (slot is not null && !await slot.AcquireAsync(priority, cancellationToken))
            {
                spent.Refund(count);
                return CallCharge.Refused(TimeSpan.Zero);
            }

            if (!spent.IsStale)
            {
                return spent;
            }

            // The wait for the slot was longer than the grant is valid. A call that waits for the minute holds no slot.
            slot?.Release();
            spent.Refund(count);
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
            if (services.Table.IsDown)
            {
                // Nobody waits for the table while it is known to be down.
                StartProbing();
                return WithoutTable(call);
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

    private DateTimeOffset Latest => services.Table.Clock.Latest;

    private int Waiting => _waiting.Sum(calls => calls.Count);

    private bool IsNeeded => Waiting > 0 || _grant.Left > 0;

    private void StartTaking()
    {
        if (_taking.IsCompleted && IsNeeded)
        {
            _taking = TakeAsync();
        }
    }

    private void StartProbing()
    {
        if (_taking.IsCompleted)
        {
            _taking = row.ChangeAsync(static (content, _) => content, isFresh: true, CancellationToken.None);
        }
    }

    private async Task TakeAsync()
    {
        // Continues outside the lock.
        await Task.Yield();
        try
        {
            await TakeWhileNeededAsync();
        }
        catch (Exception exception)
        {
            // A bug, which all that wait report.
            lock (_lock)
            {
                EndAll(call => call.Fail(exception));
                _taking = Task.CompletedTask;
            }
        }
    }

    private async Task TakeWhileNeededAsync()
    {
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
        var head = _waiting[(int)CallPriority.ReadBack].First ?? _waiting[(int)CallPriority.Caller].First;
        return _grant.Settle(new CallRequest(instance, callers, queued)
        {
            LeastOfCallers = head?.Value.Count ?? 1,
            LeastQueued = _waiting[(int)CallPriority.Queue].First?.Value.Count ?? 1,
        });
    }

    private int Demand(CallPriority priority) => _waiting[(int)priority].Sum(call => call.Count);

    /// <returns>How long to wait before the next take; zero where the rest can be asked for at once.</returns>
    private TimeSpan Note(MinuteRow content, CallRequest request)
    {
        _known = content;
        _grant.Take(content.Granted.GetValueOrDefault(instance), request);
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

        var wait = content.UntilFree(request.Callers > 0 ? request.LeastOfCallers : request.LeastQueued, limit(), TimeBounds.Of(services.Table.Clock));
        return wait < ShortestPause ? ShortestPause : wait < LongestPause ? wait : LongestPause;
    }

    private TimeSpan NoteOutage()
    {
        _grant.Drop();
        EndAll(call => call.Complete(WithoutTable(call)));
        return TimeSpan.Zero;
    }

    /// <summary>While the table is down, callers use the budget of an instance that is alone, and queued updates wait.</summary>
    private static Charge WithoutTable(WaitingCall call) => call.Priority == CallPriority.Queue ? Charge.Refused(OutagePause) : Charge.Alone;

    private void EndAll(Action<WaitingCall> end)
    {
        foreach (var calls in _waiting)
        {
            foreach (var call in calls)
            {
                end(call);
            }

            calls.Clear();
        }
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

    /// <param name="budget">The budget.</param>
    /// <param name="charge">The part of a grant.</param>
    /// <param name="priority">The call's priority.</param>
    private sealed class SharedCharge(SharedBudget budget, Charge charge, CallPriority priority) : CallCharge
    {
        public override bool IsStale => budget.Latest >= charge.Until;

        public override void Refund(int count) => budget.Return(charge.Grant, count, priority);
    }
}
