namespace FunctionsConnector.Core.Updates;

/// <summary>The place of an update among those that came through a queue.</summary>
/// <param name="QueuedAt">When it was queued; a storage queue tells it in whole seconds.</param>
/// <param name="Number">Counts up in the order in which this process first saw the queued updates.</param>
/// <param name="TriedBefore">Whether an earlier try may have sent it already, by this process or by one that is gone.</param>
public sealed record QueuePlace(DateTimeOffset QueuedAt, long Number, bool TriedBefore)
{
    /// <summary>Sorts by the order of the queue.</summary>
    public (DateTimeOffset QueuedAt, long Number) Order => (QueuedAt, Number);

    public bool IsBefore(QueuePlace other) => Order.CompareTo(other.Order) < 0;
}
