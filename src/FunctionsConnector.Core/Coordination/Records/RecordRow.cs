using System.Collections.ObjectModel;

namespace FunctionsConnector.Core.Coordination.Records;

/// <summary>The content of the row of a record: which instance may update it, which ones wait, and what queued updates have changed.</summary>
internal sealed record RecordRow
{
    public static readonly RecordRow Empty = new();

    /// <summary>The instance that may update the record; null while none may.</summary>
    public string? Owner { get; init; }

    /// <summary>Grows with each change of owner while the row exists: an instance that was the owner twice knows which time is meant.</summary>
    public long Fence { get; init; }

    /// <summary>Until when the owner holds the record, unless it renews the lease.</summary>
    public DateTimeOffset Until { get; init; }

    /// <summary>The instances that wait, in the order in which they came.</summary>
    public IReadOnlyList<Waiter> Waiters
    {
        get => field ?? [];
        init;
    }

    /// <summary>The last queued change of each field, by the field's API name.</summary>
    public IReadOnlyDictionary<string, QueuedChange> Changes
    {
        get => field ?? ReadOnlyDictionary<string, QueuedChange>.Empty;
        init;
    }

    /// <summary>Whether the row may be deleted.</summary>
    public bool IsIdle => Owner is null && Waiters.Count == 0 && Changes.Count == 0;

    /// <summary>From when on nobody needs the row.</summary>
    public DateTimeOffset Expires => Waiters.Select(waiter => waiter.Until).Concat(Changes.Values.Select(change => change.Until)).Append(Until).Max();

    /// <param name="Instance">The instance.</param>
    /// <param name="Until">When its place in the order is lost, unless it renews it: it may have ended.</param>
    internal sealed record Waiter(string Instance, DateTimeOffset Until);

    /// <param name="QueuedAt">When the update was queued.</param>
    /// <param name="Until">How long this is remembered.</param>
    internal sealed record QueuedChange(DateTimeOffset QueuedAt, DateTimeOffset Until);
}
