using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;

namespace FunctionsConnector.Core.Coordination.Records;

/// <summary>
/// This instance's lease of one record. <see cref="RecordProtocol"/> says what is written; this class reads, writes and writes again where
/// another instance was faster, and renews the lease while it is held.
/// </summary>
/// <param name="key">The record's row.</param>
/// <param name="instance">This instance's name in the row.</param>
/// <param name="table">The table.</param>
/// <param name="longestCall">The longest call to a vendor.</param>
/// <param name="time">The instance's clock.</param>
/// <param name="random">Between 0 and 1; spreads the calls of instances.</param>
internal sealed class RecordLease(RowKey key, string instance, GuardedTable table, TimeSpan longestCall, TimeProvider time, Func<double> random)
{
    /// <summary>After so long the record goes to another instance that waits for it.</summary>
    public static readonly TimeSpan ShareAfter = TimeSpan.FromSeconds(2);

    /// <summary>Longer than some polls and their calls take.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan ShortestPoll = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPoll = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromMilliseconds(40);

    /// <summary>A shorter failure of the table is none that an update goes on without.</summary>
    private static readonly TimeSpan ShortFailure = TimeSpan.FromSeconds(1.5);

    private readonly TimeSpan _duration = longestCall * 1.5;

    // The time limit of a call is by the instance's clock, which may be slow.
    private readonly TimeSpan _forCall = longestCall * 1.1;
    private readonly Lock _lock = new();
    private Task _last = Task.CompletedTask;
    private Dictionary<string, DateTimeOffset> _unwritten = [];
    private SharedRow? _row;
    private bool _isRead = true;
    private bool _mayBeNamed;
    private RecordRow _content = RecordRow.Empty;
    private long _until;
    private long _fence;
    private DateTimeOffset _owned;
    private TimeSpan _lostAt;
    private TimeSpan _heldSince;
    private ITimer? _renewal;

    /// <summary>What queued updates have changed, as the row said when the lease was taken.</summary>
    public IReadOnlyDictionary<string, RecordRow.QueuedChange> Changes => _content.Changes;

    /// <summary>Whether the instance holds the record until the longest call to the vendor, started now, has ended.</summary>
    public bool IsHeldForCall => Volatile.Read(ref _until) is not 0 and var until && (table.Clock.Latest + _forCall).UtcTicks < until;

    /// <summary>Waits until the instance holds the record.</summary>
    /// <returns>False where the time is over; the failure where the table does not answer.</returns>
    public async Task<Result<bool>> AcquireAsync(CancellationToken untilStarted)
    {
        try
        {
            while (true)
            {
                var held = await InSequenceAsync(() => TryAcquireAsync(untilStarted));
                if (held.Value)
                {
                    return held;
                }

                if (held.Failure is not null && !untilStarted.IsCancellationRequested && table.DownFor >= ShortFailure && !IsAnothers)
                {
                    return held;
                }

                await Task.Delay(ShortestPoll + ((LongestPoll - ShortestPoll) * random()), time, untilStarted);
            }
        }
        catch (OperationCanceledException) when (untilStarted.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Whether another instance holds the record, as far as its row said when it was read.</summary>
    private bool IsAnothers => _content.Owner is { } owner && owner != instance && table.Clock.IsKnown && table.Clock.Earliest < _content.Until;

    /// <summary>Whether the lease that was not released has ended, and what queued updates changed is of no use any more.</summary>
    public bool IsForgotten
    {
        get
        {
            lock (_lock)
            {
                return time.Monotonic() - _lostAt > (_unwritten.Count == 0 ? _duration : Updates.QueuedChanges.Memory);
            }
        }
    }

    /// <summary>Makes sure that the instance holds the record long enough for a call that starts now.</summary>
    /// <returns>False where another instance may have taken it; the failure where the table does not answer.</returns>
    public Task<Result<bool>> KeepAsync() => InSequenceAsync(async () =>
    {
        var kept = IsHeldForCall ? true : await RenewAsync();

        // While the table does not answer: nobody else can have taken a lease that has not ended.
        return kept.Failure is not null && table.Clock.Latest >= _owned ? false : kept;
    });

    /// <summary>Notes in the row what queued updates changed, so that no instance lets an older update overwrite it.</summary>
    /// <returns>The failure where the table does not answer. Then the row gets it when the record is released.</returns>
    public async Task<Failure?> RememberAsync(IEnumerable<string> fields, DateTimeOffset queuedAt)
    {
        lock (_lock)
        {
            foreach (var field in fields)
            {
                _unwritten[field] = _unwritten.TryGetValue(field, out var known) && known > queuedAt ? known : queuedAt;
            }
        }

        return (await InSequenceAsync(WriteChangesAsync)).Failure;
    }

    /// <summary>Gives the record to others.</summary>
    /// <param name="isIdle">Whether no update of this instance needs it; asked when nothing else goes on.</param>
    public Task<Result<bool>> ReleaseAsync(Func<bool> isIdle) => InSequenceAsync(async () =>
    {
        if (!isIdle())
        {
            return false;
        }

        Lose();
        _lostAt = time.Monotonic();
        var changes = TakeUnwritten();
        if (!_mayBeNamed && changes.Count == 0)
        {
            return false;
        }

        var released = await ChangeAsync(
            (row, now) => changes.Count == 0 ? RecordProtocol.Release(row, instance, now)
                : RecordProtocol.Remember(RecordProtocol.Release(row, instance, now) ?? row, changes, now, Updates.QueuedChanges.Memory),
            CancellationToken.None);
        PutBackUnlessWritten(changes, released);
        return released;
    });

    private async Task<Result<bool>> TryAcquireAsync(CancellationToken cancellationToken)
    {
        if (IsHeldForCall && !await MustYieldAsync(cancellationToken))
        {
            return true;
        }

        _mayBeNamed = true;
        var written = await ChangeAsync(
            (row, now) => RecordProtocol.Acquire(row, instance, now, _duration) ?? RecordProtocol.Wait(row, instance, now, Patience), cancellationToken);
        if (written.Failure is not null)
        {
            return written;
        }

        if (_content.Owner == instance)
        {
            Hold();
            return true;
        }

        // The next poll decides on the row as it is then.
        _isRead = false;
        return false;
    }

    /// <summary>Lets others go first from time to time.</summary>
    private async Task<bool> MustYieldAsync(CancellationToken cancellationToken)
    {
        if (time.Monotonic() - _heldSince < ShareAfter)
        {
            return false;
        }

        // Before the write: where its response is lost, the record may be another's.
        Lose();
        _isRead = false;
        var yielded = await ChangeAsync((row, now) => RecordProtocol.Yield(row, instance, _fence, now, Patience), cancellationToken);
        if (yielded.Failure is null && !yielded.Value && _content.Owner == instance && _content.Fence == _fence)
        {
            Hold();
            return !IsHeldForCall;
        }

        _isRead = false;
        return true;
    }

    private async Task<Result<bool>> RenewAsync()
    {
        if (Volatile.Read(ref _until) == 0)
        {
            return false;
        }

        var renewed = await ChangeAsync((row, now) => RecordProtocol.Renew(row, instance, _fence, now, _duration), CancellationToken.None);
        if (renewed.Value)
        {
            Hold();
        }
        else if (renewed.Failure is null)
        {
            Lose();
        }

        return renewed;
    }

    private async Task<Result<bool>> WriteChangesAsync()
    {
        // Members of a batch end together: the first one to come here writes for all of them.
        var changes = TakeUnwritten();
        var written = changes.Count == 0
            ? true
            : await ChangeAsync((row, now) => RecordProtocol.Remember(row, changes, now, Updates.QueuedChanges.Memory), CancellationToken.None);
        PutBackUnlessWritten(changes, written);
        return written;
    }

    private Dictionary<string, DateTimeOffset> TakeUnwritten()
    {
        lock (_lock)
        {
            (var changes, _unwritten) = (_unwritten, []);
            return changes;
        }
    }

    private void PutBackUnlessWritten(Dictionary<string, DateTimeOffset> changes, Result<bool> written)
    {
        if (written.Failure is null)
        {
            return;
        }

        lock (_lock)
        {
            foreach (var (field, queuedAt) in changes)
            {
                _unwritten[field] = _unwritten.TryGetValue(field, out var known) && known > queuedAt ? known : queuedAt;
            }
        }
    }

    private void Hold()
    {
        (_heldSince, _fence) = (Volatile.Read(ref _until) == 0 ? time.Monotonic() : _heldSince, _content.Fence);
        Volatile.Write(ref _until, _content.Until.UtcTicks);
        _owned = _content.Until;
        _renewal ??= time.CreateTimer(_ => _ = RenewLaterAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _renewal.Change(_duration / 3, Timeout.InfiniteTimeSpan);
    }

    private void Lose()
    {
        Volatile.Write(ref _until, 0);
        _renewal?.Dispose();
        _renewal = null;
    }

    private Task<Result<bool>> RenewLaterAsync() => InSequenceAsync(async () =>
    {
        var renewed = await RenewAsync();
        if (renewed.Failure is not null)
        {
            _renewal?.Change(_duration / 6, Timeout.InfiniteTimeSpan);
        }

        return renewed;
    });

    /// <summary>Writes what the function makes of the row.</summary>
    /// <returns>False where the function returned null for the row as it is in the table.</returns>
    private async Task<Result<bool>> ChangeAsync(Func<RecordRow, TimeBounds, RecordRow?> change, CancellationToken cancellationToken)
    {
        for (var isFresh = false; ;)
        {
            if (!_isRead || !table.Clock.IsKnown)
            {
                if (!(await table.ReadAsync(key, cancellationToken)).Succeeded(out var row, out var failure))
                {
                    return failure;
                }

                (_row, _content, _isRead, isFresh) = (row, RecordRow.Read(row), true, true);
                if (!table.Clock.IsKnown)
                {
                    return new Failure(FailureCode.SystemUnavailable, "The tables do not say the time.");
                }
            }

            var next = change(_content, TimeBounds.Of(table.Clock));
            if (next is null && isFresh)
            {
                return false;
            }

            _isRead = false;
            if (next is null)
            {
                continue;
            }

            var written = await WriteAsync(next, cancellationToken);
            if (written.Failure is not null || written.Value)
            {
                return written;
            }

            if (isFresh)
            {
                await Task.Delay(LongestRetry * random(), time, cancellationToken);
            }
        }
    }

    private async Task<Result<bool>> WriteAsync(RecordRow next, CancellationToken cancellationToken)
    {
        if (next.IsIdle)
        {
            var deleted = _row?.Version is { } version ? await table.DeleteAsync(key, version, cancellationToken) : true;
            return deleted.Failure is null && deleted.Value ? Know(null, next) : deleted;
        }

        var row = new SharedRow(next.Write(), next.Expires) { Version = _row?.Version };
        var written = await table.WriteAsync(key, row, cancellationToken);
        return written.Failure is { } failure ? failure : written.Value is { } known && Know(known, next);
    }

    private bool Know(SharedRow? row, RecordRow content)
    {
        (_row, _content, _isRead) = (row, content, true);
        return true;
    }

    /// <summary>Does one thing after the other: each one needs the row as the last one left it.</summary>
    private async Task<Result<bool>> InSequenceAsync(Func<Task<Result<bool>>> work)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task before;
        lock (_lock)
        {
            (before, _last) = (_last, done.Task);
        }

        try
        {
            await before;
            return await work();
        }
        finally
        {
            done.SetResult();
        }
    }
}
