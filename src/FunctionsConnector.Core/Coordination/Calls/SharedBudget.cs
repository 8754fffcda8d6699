using FunctionsConnector.Core.Resilience;

namespace FunctionsConnector.Core.Coordination.Calls;

/// <summary>
/// A limit on the calls that all instances together start in any minute. Calls wait here; while some wait, one task at a time takes calls from
/// the shared row and hands them out, first to read-backs, then to callers, then to queued updates.
/// </summary>
/// <param name="row">The shared row.</param>
/// <param name="limit">The limit.</param>
/// <param name="alone">The budget of callers while the table is down.</param>
/// <param name="longestWait">A call with a longer estimated wait is refused at once.</param>
/// <param name="services">The table, its clock, and the name of this instance.</param>
internal sealed class SharedBudget(RowUpdate<MinuteRow> row, CallLimit limit, ICallBudget alone, TimeSpan longestWait, SharedServices services) : ICallBudget
{
    /// <summary>How often an instance asks again while it waits. Others may give calls back at any time.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(50);

    /// <summary>How long a queued update waits while the table is down.</summary>
    private static readonly TimeSpan OutagePause = TimeSpan.FromSeconds(5);

    /// <summary>Those who are refused are told to come back at different times.</summary>
    private static readonly TimeSpan LongestJitter = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly CallQueue _waiting = new();
    private readonly GrantInHand _grant = new();
    private Task _taking = Task.CompletedTask;
    private Pause _pause = new();
    private bool _isIdle;

    /// <inheritdoc/>
    public async Task<CallCharge> SpendAsync(int count, CallPriority priority, ICallSlots? slot, CancellationToken cancellationToken)
    {
        count = Math.Min(count, Limit);
        while (true)
        {
            var charge = await WaitAsync(new WaitingCall(count, priority), cancellationToken);
            if (charge.IsAlone)
            {
                return await alone.SpendAsync(count, priority, slot, cancellationToken);
            }

            if (charge.Wait is { } remaining)
            {
                // Where all came back at the same moment, the instance that is a little later than the others would always be too late.
                return CallCharge.Refused(remaining + (LongestJitter * services.Random()));
            }

            var spent = new SharedCharge(this, charge, count, priority);
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

    /// <summary>Whether a call may no longer start by a grant that ends then.</summary>
    public bool IsPast(DateTimeOffset until) => services.Table.Clock.Latest >= until;

    /// <summary>Takes back calls that were charged to a grant and not made.</summary>
    public void Return(long grant, int count, CallPriority priority)
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

            _waiting.Add(call);
            HandOut();
            StartTaking();
            if (_isIdle && _waiting.Length > 0)
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
            call.Leave();
            call.Complete(Charge.Refused(Estimate(call)));
        }
    }

    private TimeSpan Estimate(WaitingCall call) => services.Table.Clock.IsKnown && !services.Table.IsDown
        ? row.Content.UntilFree(_waiting.ChargedUpTo(call.Priority) + call.Count - _grant.Left, Limit, TimeBounds.Of(services.Table.Clock))
        : TimeSpan.Zero;

    private int Limit => limit.In(row.Content);

    private bool IsNeeded => _waiting.Length > 0 || _grant.Left > 0 || _grant.TakenBack > 0;

    private void StartTaking()
    {
        if (_taking.IsCompleted && IsNeeded)
        {
            _taking = TakeAsync(isProbe: false);
        }
    }

    private void StartProbing()
    {
        if (_taking.IsCompleted)
        {
            _taking = TakeAsync(isProbe: true);
        }
    }

    private async Task TakeAsync(bool isProbe)
    {
        // Continues outside the lock.
        await Task.Yield();
        try
        {
            if (isProbe)
            {
                row.Forget();
                await row.ChangeAsync(static (_, _) => null, CancellationToken.None);
            }

            // Also after a probe: calls may wait since the table answers again.
            await TakeWhileNeededAsync();
        }
        catch (Exception exception)
        {
            // A bug, which all that wait report.
            lock (_lock)
            {
                _waiting.EndAll(call => call.Fail(exception));
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

            var taken = await row.ChangeAsync(
                (content, now) =>
                {
                    var noted = limit.Note(content, now, services.Time.Monotonic());
                    return noted.Take(request, limit.In(noted), now);
                },
                CancellationToken.None);
            TimeSpan pause;
            lock (_lock)
            {
                pause = taken.Failure is null ? Note(request) : NoteOutage();
            }

            if (pause > TimeSpan.Zero)
            {
                // A call that arrives while none waits does not wait for the end of the pause.
                await _pause.WaitAsync(pause * (0.5 + (services.Random() / 2)), services.Time);
            }
        }
    }

    private CallRequest Request() => _grant.Settle(new CallRequest(services.Instance, _waiting.ChargedToCallers, _waiting.ChargedToQueue)
    {
        LeastOfCallers = _waiting.FirstOfCallers?.Count ?? 1,
        LeastQueued = _waiting.FirstQueued?.Count ?? 1,
    });

    /// <returns>How long to wait before the next take; zero where the rest can be asked for at once.</returns>
    private TimeSpan Note(CallRequest request)
    {
        _grant.Take(row.Content.Granted.GetValueOrDefault(services.Instance), request);
        var waited = _waiting.Length;
        HandOut();
        if (_waiting.Length == 0)
        {
            // What nobody needs any more is given back with the next take.
            _isIdle = true;
            return _grant.Left > 0 ? LongestPause : TimeSpan.Zero;
        }

        if (_waiting.Length < waited)
        {
            return TimeSpan.Zero;
        }

        var wait = row.Content.UntilFree(request.Callers > 0 ? request.LeastOfCallers : request.LeastQueued, Limit, TimeBounds.Of(services.Table.Clock));
        return wait < ShortestPause ? ShortestPause : wait < LongestPause ? wait : LongestPause;
    }

    private TimeSpan NoteOutage()
    {
        _grant.Drop();
        _waiting.EndAll(call => call.Complete(WithoutTable(call)));
        return TimeSpan.Zero;
    }

    /// <summary>While the table is down, callers use the budget of an instance that is alone, and queued updates wait.</summary>
    private static Charge WithoutTable(WaitingCall call) => call.Priority == CallPriority.Queue ? Charge.Refused(OutagePause) : Charge.Alone;

    private void HandOut()
    {
        if (services.Table.Clock.IsKnown)
        {
            _waiting.HandOut(_grant, services.Table.Clock.Latest);
        }
    }
}
