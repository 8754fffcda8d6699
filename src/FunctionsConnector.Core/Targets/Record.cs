namespace FunctionsConnector.Core.Targets;

/// <summary>A record as its system showed it, in canonical texts.</summary>
public sealed class Record
{
    // Made for each look at a record, so it must be cheap to make; a frozen one is not.
    private readonly Dictionary<string, string?> _values;

    /// <param name="id">The record's id.</param>
    /// <param name="values">Canonical texts by API name of the field; null for empty, the vendor's own sentinels for empty included.</param>
    public Record(string id, IEnumerable<KeyValuePair<string, string?>> values)
    {
        Id = id;
        _values = new Dictionary<string, string?>(values, StringComparer.OrdinalIgnoreCase);
    }

    public string Id { get; }

    /// <summary>Whether the vendor showed this field at all, be it empty.</summary>
    public bool Shows(string field) => _values.ContainsKey(field);

    /// <summary>The field's canonical text; null where it is empty or not shown.</summary>
    public string? this[string field] => _values.GetValueOrDefault(field);
}
