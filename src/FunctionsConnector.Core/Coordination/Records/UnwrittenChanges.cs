namespace FunctionsConnector.Core.Coordination.Records;

/// <summary>What queued updates changed and the record's row does not say yet: when the last update of each field was queued.</summary>
internal sealed class UnwrittenChanges
{
    private readonly Lock _lock = new();
    private Dictionary<string, DateTimeOffset> _changes = [];

    public bool IsEmpty
    {
        get
        {
            lock (_lock)
            {
                return _changes.Count == 0;
            }
        }
    }

    /// <summary>Adds changes. Of two of one field the later counts.</summary>
    public void Add(IEnumerable<KeyValuePair<string, DateTimeOffset>> changes)
    {
        lock (_lock)
        {
            foreach (var (field, queuedAt) in changes)
            {
                _changes[field] = _changes.TryGetValue(field, out var known) && known > queuedAt ? known : queuedAt;
            }
        }
    }

    /// <summary>Takes all, to write them.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> TakeAll()
    {
        lock (_lock)
        {
            (var changes, _changes) = (_changes, []);
            return changes;
        }
    }
}
