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
internal sealed class RecordLease(RowKey key, string instance, ISharedTable table, TimeSpan longestCall, TimeProvider time, Func<double> random)
{
    /// <summary>After so long the record goes to another instance that waits for it.</summary>
    public static readonly TimeSpan ShareAfter = TimeSpan.FromSeconds(2);

    /// <summary>Longer than some polls and their calls take.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan ShortestPoll = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPoll = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromMilliseconds(40);

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
                if (held.Failure is not null || held.Value)
                {
                    return held.Failure is not null && untilStarted.IsCancellationRequested ? false : held;
                }

                await Task.Delay(ShortestPoll + ((LongestPoll - ShortestPoll) * random()), time, untilStarted);
            }
        }
        catch (OperationCanceledException) when (untilStarted.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Makes sure that the instance holds the record long enough for a call that starts now.</summary>
    /// <returns>False where another instance may have taken it; the failure where the table does not answer.</returns>
    public Task<Result<bool>> KeepAsync() => InSequenceAsync(async () => IsHeldForCall ? true : await RenewAsync());

    /// <summary>Notes in the row what queued updates changed, so that no instance lets an older update overwrite it.</summary>
    /// <returns>The failure where the table does not answer. Then the row gets it with the next change.</returns>
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

        // Where the table does not answer, the lease ends by itself.
        return _mayBeNamed ? await ChangeAsync((row, now) => RecordProtocol.Release(row, instance, now), CancellationToken.None) : false;
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
        Dictionary<string, DateTimeOffset> changes;
        lock (_lock)
        {
            (changes, _unwritten) = (_unwritten, []);
        }

        // Members of a batch end together: the first one to come here writes for all of them.
        var written = changes.Count == 0
            ? true
            : await ChangeAsync((row, now) => RecordProtocol.Remember(row, changes, now, Updates.QueuedChanges.Memory), CancellationToken.None);
        if (written.Failure is not null)
        {
            lock (_lock)
            {
                foreach (var (field, queuedAt) in changes)
                {
                    _unwritten[field] = _unwritten.TryGetValue(field, out var known) && known > queuedAt ? known : queuedAt;
                }
            }
        }

        return written;
    }

    private void Hold()
    {
        (_heldSince, _fence) = (Volatile.Read(ref _until) == 0 ? time.Monotonic() : _heldSince, _content.Fence);
        Volatile.Write(ref _until, _content.Until.UtcTicks);
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
