namespace FunctionsConnector.Core.Updates;

/// <summary>The position of an update in its message queue.</summary>
/// <param name="QueuedAt">When it was queued; a storage queue gives whole seconds.</param>
/// <param name="Sequence">A number that grows in the order in which this process first saw the queued updates.</param>
/// <param name="TriedBefore">Whether an earlier attempt, by this process or a previous one, may have sent it.</param>
public sealed record QueuePosition(DateTimeOffset QueuedAt, long Sequence, bool TriedBefore)
{
    /// <summary>Sorts by the order of the queue.</summary>
    public (DateTimeOffset QueuedAt, long Sequence) Order => (QueuedAt, Sequence);

    public bool IsBefore(QueuePosition other) => Order.CompareTo(other.Order) < 0;
}
