using System.Runtime.ExceptionServices;
using FunctionsConnector.Core.Resilience;

namespace FunctionsConnector.Core.Coordination.Threads;

/// <summary>
/// A limit on the calls that all instances together have in progress at a time. The slots of this instance are those that the shared row gives
/// it. One task keeps them while calls need them: it asks for more, renews them, and gives some back when other instances wait.
/// </summary>
/// <param name="row">The shared row.</param>
/// <param name="limit">The limit of all instances.</param>
/// <param name="longestCall">The longest call. None starts when the slots are this instance's own for less than that.</param>
/// <param name="services">The table, its clock, and the name of this instance.</param>
internal sealed class SharedThreads(RowUpdate<ThreadRow> row, int limit, TimeSpan longestCall, SharedServices services) : ICallSlots
{
    private static readonly TimeSpan PauseOfWaiting = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan PauseOfHolding = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly PrioritySemaphore _slots = new(0);
    private readonly TimeSpan _lease = longestCall * 2;
    private readonly int _alone = Math.Max(1, (int)(limit * services.ShareWhenAlone));

    private Task _keeping = Task.CompletedTask;
    private ExceptionDispatchInfo? _error;
    private Pause _pause = new();

    /// <summary>The slots that are free or in use here.</summary>
    private int _count;

    /// <summary>Of those in use, the ones that are not used again.</summary>
    private int _leaving;

    /// <summary>Whether no call waited for more slots at the last look at the row.</summary>
    private bool _isSatisfied;

    /// <summary>Whether the last change of the row failed.</summary>
    private bool _isAlone;

    private int _held;
    private DateTimeOffset _until;
    private TimeSpan _heldSince;

    /// <inheritdoc/>
    public int Ahead(CallPriority priority) => _slots.Ahead(priority);

    /// <inheritdoc/>
    public bool TryAcquire()
    {
        lock (_lock)
        {
            Expire();
            return _slots.TryAcquire();
        }
    }

    /// <inheritdoc/>
    public async ValueTask<bool> AcquireAsync(CallPriority priority, CancellationToken cancellationToken)
    {
        ValueTask<bool> acquired;
        lock (_lock)
        {
            if (Interlocked.Exchange(ref _error, null) is { } error)
            {
                error.Throw();
            }

            if (priority == CallPriority.Queue && _isAlone)
            {
                return false;
            }

            Expire();
            acquired = _slots.AcquireAsync(priority, cancellationToken);
            if (_keeping.IsCompleted)
            {
                _keeping = KeepAsync();
            }

            if (!acquired.IsCompleted && _isSatisfied)
            {
                _pause.End();
            }
        }

        return await acquired;
    }

    /// <inheritdoc/>
    public void Release()
    {
        lock (_lock)
        {
            Expire();
            if (_leaving > 0)
            {
                _leaving--;
                _count--;
                _pause.End();
            }
            else
            {
                _slots.Release();
            }
        }
    }

    private int InUse => _count - _slots.Free;

    private bool IsNeeded => _slots.Waiting > 0 || _count > 0 || _held > 0;

    private async Task KeepAsync()
    {
        // Continues outside the lock.
        await Task.Yield();
        try
        {
            await KeepWhileNeededAsync();
        }
        catch (Exception exception)
        {
            // A bug, which the next call reports. Those that wait are not held up by it.
            lock (_lock)
            {
                (_error, _keeping) = (ExceptionDispatchInfo.Capture(exception), Task.CompletedTask);
                foreach (var priority in Enum.GetValues<CallPriority>())
                {
                    _slots.Refuse(priority);
                }
            }
        }
    }

    private async Task KeepWhileNeededAsync()
    {
        while (true)
        {
            ThreadRequest request;
            lock (_lock)
            {
                if (!IsNeeded)
                {
                    _keeping = Task.CompletedTask;
                    return;
                }

                _pause = new Pause();
                request = Request();
            }

            row.Forget();
            var adjusted = await row.ChangeAsync((content, now) => content.Adjust(request, limit, _lease, now), CancellationToken.None);
            TimeSpan pause;
            lock (_lock)
            {
                pause = adjusted.Failure is null ? Note(request) : NoteOutage(request);
            }

            await _pause.WaitAsync(pause * (0.75 + (services.Random() / 2)), services.Time);
        }
    }

    /// <summary>
    /// What the instance asks for. Where it may get fewer slots than it has, no call starts on a free one until the answer is there.
    /// </summary>
    private ThreadRequest Request()
    {
        var wanted = Math.Min(limit, InUse + _slots.Waiting);
        var othersWait = services.Table.Clock.IsKnown && row.Content.ShareOf(services.Instance, limit, services.Table.Clock.Earliest) is not null;
        while ((othersWait || wanted == 0) && !_isAlone && _slots.TryAcquire())
        {
            _count--;
        }

        return new ThreadRequest(services.Instance, _count, Math.Max(wanted, _count)) { HasHadItsTurn = services.Time.Monotonic() - _heldSince >= Turn };
    }

    /// <returns>The pause before the next look at the row.</returns>
    private TimeSpan Note(ThreadRequest request)
    {
        _isAlone = false;
        var own = row.Content.Held.GetValueOrDefault(services.Instance);
        if (_held == 0 && own is not null)
        {
            _heldSince = services.Time.Monotonic();
        }

        (_held, _until) = own is null ? (0, default) : (own.Count, own.Until);
        Provide(Math.Min(_held, Kept(request.HasHadItsTurn && services.Time.Monotonic() - _heldSince >= Turn)));
        Expire();
        _isSatisfied = _slots.Waiting == 0 || _held == limit;
        return request.Wanted == 0 ? TimeSpan.Zero : _isSatisfied ? PauseOfHolding : PauseOfWaiting;
    }

    /// <summary>How many slots this instance keeps when the calls in progress end.</summary>
    private int Kept(bool hasHadItsTurn)
    {
        var earliest = services.Table.Clock.Earliest;
        return hasHadItsTurn && row.Content.HasTurns(services.Instance, limit, earliest) ? 0 : row.Content.ShareOf(services.Instance, limit, earliest) ?? limit;
    }

    /// <summary>Callers get a part of the limit; queued updates wait. The last change may have been made or not.</summary>
    private TimeSpan NoteOutage(ThreadRequest request)
    {
        _isAlone = true;
        _slots.Refuse(CallPriority.Queue);
        _held = Math.Min(_held, request.InUse);
        Provide(Math.Max(_held, _alone));
        return PauseOfHolding;
    }

    /// <summary>Makes so many slots of those that are free or in use.</summary>
    private void Provide(int count)
    {
        _leaving = Math.Max(0, Math.Min(_leaving, _count - count));
        for (; _count < count; _count++)
        {
            _slots.Release();
        }

        while (_count - _leaving > count)
        {
            if (_slots.TryAcquire())
            {
                _count--;
            }
            else
            {
                _leaving++;
            }
        }
    }

    /// <summary>Takes away the slots that may no longer be this instance's own before a call on them ends.</summary>
    private void Expire()
    {
        if (_held > 0 && services.Table.Clock.Latest + longestCall >= _until)
        {
            _held = 0;
            Provide(_isAlone ? _alone : 0);
        }
    }
}
