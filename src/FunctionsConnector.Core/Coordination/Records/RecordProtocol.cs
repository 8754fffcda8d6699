namespace FunctionsConnector.Core.Coordination.Records;

/// <summary>
/// How instances share a record: functions on the content of its row. Each result is written in place of the row that was read, and is void
/// where another instance has written meanwhile.
/// </summary>
/// <remarks>
/// An owner holds the record while the latest possible time is before <see cref="RecordRow.Until"/>; another instance takes it when the
/// earliest possible time is not. So no two hold it at once, however far the clocks of the instances differ.
/// </remarks>
internal static class RecordProtocol
{
    /// <summary>The instance becomes the owner.</summary>
    /// <returns>Null where it must wait: another one holds the record, or waits for longer.</returns>
    public static RecordRow? Acquire(RecordRow row, string instance, TimeBounds now, TimeSpan duration)
    {
        var isOwner = row.Owner == instance;
        var waiters = Living(row, now);
        var isFree = row.Owner is null || now.IsPast(row.Until);
        return isOwner || (isFree && (waiters.Count == 0 || waiters[0].Instance == instance))
            ? row with
            {
                Owner = instance,
                Fence = isOwner ? row.Fence : row.Fence + 1,
                Until = isOwner ? Extended(row, now, duration) : now.Latest + duration,
                Waiters = Without(waiters, instance),
            }
            : null;
    }

    /// <summary>The instance waits, behind those that wait already.</summary>
    /// <returns>Null where it does, and long enough.</returns>
    public static RecordRow? Wait(RecordRow row, string instance, TimeBounds now, TimeSpan patience)
    {
        var waiters = Living(row, now).ToList();
        var place = waiters.FindIndex(waiter => waiter.Instance == instance);
        if (place >= 0 && now.Latest + (patience / 2) < waiters[place].Until)
        {
            return null;
        }

        var waiter = new RecordRow.Waiter(instance, now.Latest + patience);
        if (place >= 0)
        {
            waiters[place] = waiter;
        }
        else
        {
            waiters.Add(waiter);
        }

        return row with { Waiters = waiters };
    }

    /// <summary>The owner holds the record for longer.</summary>
    /// <returns>Null where it is no longer the owner.</returns>
    public static RecordRow? Renew(RecordRow row, string instance, long fence, TimeBounds now, TimeSpan duration) =>
        Owns(row, instance, fence) ? row with { Until = Extended(row, now, duration), Waiters = Living(row, now) } : null;

    /// <summary>The owner lets those that wait go first, and waits behind them.</summary>
    /// <returns>Null where none waits, or it is no longer the owner.</returns>
    public static RecordRow? Yield(RecordRow row, string instance, long fence, TimeBounds now, TimeSpan patience) =>
        Owns(row, instance, fence) && Living(row, now).Count > 0 ? Wait(Released(row), instance, now, patience) : null;

    /// <summary>The instance neither holds the record nor waits for it.</summary>
    /// <returns>Null where this is so already.</returns>
    public static RecordRow? Release(RecordRow row, string instance, TimeBounds now)
    {
        var isOwner = row.Owner == instance;
        return isOwner || row.Waiters.Any(waiter => waiter.Instance == instance)
            ? (isOwner ? Released(row) : row) with { Waiters = Without(Living(row, now), instance) }
            : null;
    }

    /// <summary>Queued updates changed fields; of two changes of one field the later is remembered. It does not need the lease.</summary>
    public static RecordRow Remember(RecordRow row, IReadOnlyDictionary<string, DateTimeOffset> queuedAt, TimeBounds now, TimeSpan memory)
    {
        var changes = row.Changes.Where(change => !now.IsPast(change.Value.Until)).ToDictionary(StringComparer.Ordinal);
        foreach (var (field, at) in queuedAt)
        {
            var later = changes.TryGetValue(field, out var known) && known.QueuedAt > at ? known.QueuedAt : at;
            changes[field] = new RecordRow.QueuedChange(later, now.Latest + memory);
        }

        return row with { Changes = changes };
    }

    /// <summary>
    /// Never earlier than before: the owner knows its time better now than when it took the lease, and where the response is lost, it relies on
    /// the end that it knows.
    /// </summary>
    private static DateTimeOffset Extended(RecordRow row, TimeBounds now, TimeSpan duration) => now.Latest + duration is var until && until > row.Until ? until : row.Until;

    private static bool Owns(RecordRow row, string instance, long fence) => row.Owner == instance && row.Fence == fence;

    private static RecordRow Released(RecordRow row) => row with { Owner = null, Until = DateTimeOffset.MinValue };

    private static IReadOnlyList<RecordRow.Waiter> Living(RecordRow row, TimeBounds now) => [.. row.Waiters.Where(waiter => !now.IsPast(waiter.Until))];

    private static IReadOnlyList<RecordRow.Waiter> Without(IReadOnlyList<RecordRow.Waiter> waiters, string instance) =>
        [.. waiters.Where(waiter => waiter.Instance != instance)];
}
