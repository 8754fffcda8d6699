using FunctionsConnector.Core.Catalog;

namespace FunctionsConnector.Core.Targets;

/// <summary>A record as its system showed it, in canonical texts.</summary>
public sealed class Record
{
    // Not a frozen dictionary: one is created for each reading, and creating a frozen one is expensive.
    private readonly Dictionary<string, string?> _values;

    /// <param name="id">The record's id.</param>
    /// <param name="values">Canonical texts by API name of the field, as the catalog spells it: two fields may differ in case only; null for empty, also where the vendor shows empty by a special value.</param>
    public Record(string id, IEnumerable<KeyValuePair<string, string?>> values)
    {
        Id = id;
        _values = new Dictionary<string, string?>(values, StringComparer.Ordinal);
    }

    public string Id { get; }

    /// <summary>When the record was last changed, by the vendor's own stamp; null where it shows none.</summary>
    public DateTimeOffset? ChangedAt { get; init; }

    /// <summary>The version of the record, by which the vendor can tell whether it was changed since; null where it shows none.</summary>
    public string? Version { get; init; }

    /// <summary>The label that the vendor itself shows for a field's choice, where it shows one.</summary>
    public Func<Field, string?>? Display { get; init; }

    /// <summary>Whether the vendor showed this field, even if it is empty.</summary>
    public bool Shows(string field) => _values.ContainsKey(field);

    /// <summary>The label that the vendor shows for the field's choice; null where it shows none.</summary>
    public string? DisplayOf(Field field) => Display?.Invoke(field);

    /// <summary>The field's canonical text; null where it is empty or not shown.</summary>
    public string? this[string field] => _values.GetValueOrDefault(field);
}
