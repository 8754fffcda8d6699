using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;

namespace FunctionsConnector.Core.Coordination.Records;

/// <summary>This instance's lease of one record, renewed while it is held. <see cref="RecordProtocol"/> says what is written.</summary>
/// <param name="row">The record's row.</param>
/// <param name="instance">This instance's name in the row.</param>
/// <param name="longestCall">The longest call to a vendor.</param>
/// <param name="services">The table, clock and randomness.</param>
internal sealed class RecordLease(RowUpdate<RecordRow> row, string instance, TimeSpan longestCall, SharedServices services)
{
    /// <summary>After so long the record goes to another instance that waits for it.</summary>
    public static readonly TimeSpan ShareAfter = TimeSpan.FromSeconds(2);

    /// <summary>Longer than some polls and their calls take.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan ShortestPoll = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPoll = TimeSpan.FromMilliseconds(250);

    /// <summary>A shorter failure of the table is none that an update goes on without.</summary>
    private static readonly TimeSpan ShortFailure = TimeSpan.FromSeconds(1.5);

    private readonly TimeSpan _duration = longestCall * 1.5;

    // The time limit of a call is by the instance's clock, which may be slow.
    private readonly TimeSpan _forCall = longestCall * 1.1;
    private readonly PrioritySemaphore _turn = new(1);
    private readonly UnwrittenChanges _unwritten = new();
    private bool _mayBeNamed;
    private long _until;
    private long _fence;
    private TimeSpan? _unreleasedSince;
    private TimeSpan _heldSince;
    private ITimer? _renewal;

    /// <summary>What queued updates have changed, as the row said when the lease was taken.</summary>
    public IReadOnlyDictionary<string, RecordRow.QueuedChange> Changes => row.Content.Changes;

    /// <summary>Whether the instance holds the record until the longest call to the vendor, started now, has ended.</summary>
    public bool IsHeldForCall => Volatile.Read(ref _until) is not 0 and var until && (services.Table.Clock.Latest + _forCall).UtcTicks < until;

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

                if (held.Failure is not null && !untilStarted.IsCancellationRequested && services.Table.DownFor >= ShortFailure && !IsAnothers)
                {
                    return held;
                }

                await Task.Delay(ShortestPoll + ((LongestPoll - ShortestPoll) * services.Random()), services.Time, untilStarted);
            }
        }
        catch (OperationCanceledException) when (untilStarted.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Whether another instance holds the record, as far as its row said when it was read.</summary>
    private bool IsAnothers => row.Content.Owner is { } owner && owner != instance && services.Table.Clock.IsKnown && services.Table.Clock.Earliest < row.Content.Until;

    /// <summary>Whether the lease that was not released has ended, and what queued updates changed is of no use any more.</summary>
    public bool IsForgotten => services.Time.Monotonic() - _unreleasedSince > (_unwritten.IsEmpty ? _duration : Updates.QueuedChanges.Memory);

    /// <summary>Makes sure that the instance holds the record long enough for a call that starts now.</summary>
    /// <returns>False where another instance may have taken it; the failure where the table does not answer.</returns>
    public Task<Result<bool>> KeepAsync() => InSequenceAsync(async () =>
    {
        var kept = IsHeldForCall ? true : await RenewAsync();

        // While the table does not answer: nobody else can have taken a lease that has not ended.
        return kept.Failure is not null && services.Table.Clock.Latest.UtcTicks >= _until ? false : kept;
    });

    /// <summary>Notes in the row what queued updates changed, so that no instance lets an older update overwrite it.</summary>
    /// <returns>The failure where the table does not answer. Then the row gets it when the record is released.</returns>
    public async Task<Failure?> RememberAsync(IEnumerable<string> fields, DateTimeOffset queuedAt)
    {
        _unwritten.Add(fields.Select(field => KeyValuePair.Create(field, queuedAt)));
        return (await InSequenceAsync(async () => _unwritten.IsEmpty ? true : await WriteChangesAsync(static (_, _) => null))).Failure;
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
        _unreleasedSince ??= services.Time.Monotonic();
        return _mayBeNamed || !_unwritten.IsEmpty ? await WriteChangesAsync((content, now) => RecordProtocol.Release(content, instance, now)) : false;
    });

    private async Task<Result<bool>> TryAcquireAsync(CancellationToken cancellationToken)
    {
        if (IsHeldForCall && !await MustYieldAsync(cancellationToken))
        {
            return true;
        }

        (_mayBeNamed, _unreleasedSince) = (true, null);
        var written = await row.ChangeAsync(
            (content, now) => RecordProtocol.Acquire(content, instance, now, _duration) ?? RecordProtocol.Wait(content, instance, now, Patience), cancellationToken);
        if (written.Failure is not null)
        {
            return written;
        }

        if (row.Content.Owner == instance)
        {
            Hold();
            return true;
        }

        // The next poll decides on the row as it is then.
        row.Forget();
        return false;
    }

    /// <summary>Lets others go first from time to time.</summary>
    private async Task<bool> MustYieldAsync(CancellationToken cancellationToken)
    {
        if (services.Time.Monotonic() - _heldSince < ShareAfter)
        {
            return false;
        }

        // Before the write: where its response is lost, the record may be another's.
        Lose();
        row.Forget();
        var yielded = await row.ChangeAsync((content, now) => RecordProtocol.Yield(content, instance, _fence, now, Patience), cancellationToken);
        if (yielded.Failure is null && !yielded.Value && row.Content.Owner == instance && row.Content.Fence == _fence)
        {
            Hold();
            return !IsHeldForCall;
        }

        row.Forget();
        return true;
    }

    private async Task<Result<bool>> RenewAsync()
    {
        if (Volatile.Read(ref _until) == 0)
        {
            return false;
        }

        var renewed = await row.ChangeAsync((content, now) => RecordProtocol.Renew(content, instance, _fence, now, _duration), CancellationToken.None);
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

    /// <summary>
    /// Writes what queued updates changed. Members of a batch end together: the first one to come here writes for all of them.
    /// </summary>
    /// <param name="change">What else is changed; null where nothing is.</param>
    private async Task<Result<bool>> WriteChangesAsync(Func<RecordRow, TimeBounds, RecordRow?> change)
    {
        var changes = _unwritten.TakeAll();
        var written = await row.ChangeAsync(
            (content, now) => change(content, now) is var changed && changes.Count == 0
                ? changed
                : RecordProtocol.Remember(changed ?? content, changes, now, Updates.QueuedChanges.Memory),
            CancellationToken.None);
        if (written.Failure is not null)
        {
            _unwritten.Add(changes);
        }

        return written;
    }

    private void Hold()
    {
        (_heldSince, _fence) = (Volatile.Read(ref _until) == 0 ? services.Time.Monotonic() : _heldSince, row.Content.Fence);
        Volatile.Write(ref _until, row.Content.Until.UtcTicks);
        _renewal ??= services.Time.CreateTimer(_ => _ = RenewLaterAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
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

    /// <summary>Does one thing after the other: each one needs the row as the last one left it.</summary>
    private async Task<Result<bool>> InSequenceAsync(Func<Task<Result<bool>>> work)
    {
        await _turn.AcquireAsync(CallPriority.Caller, CancellationToken.None);
        try
        {
            return await work();
        }
        finally
        {
            _turn.Release();
        }
    }
}
