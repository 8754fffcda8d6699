using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace FunctionsConnector.Sandbox.Tables;

/// <summary>A record type with its records.</summary>
/// <param name="name">The API name.</param>
/// <param name="label">The label.</param>
/// <param name="fields">The fields.</param>
/// <param name="displayField">The field that names a record to people: its number or its name.</param>
internal sealed class RecordTable(string name, string label, IReadOnlyList<TableField> fields, string displayField)
{
    private readonly ConcurrentDictionary<string, TableRecord> _records = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lock _gate = new();
    private volatile IReadOnlyList<TableField> _fields = fields;

    public string Name => name;

    public string Label => label;

    public string DisplayField => displayField;

    public IReadOnlyList<TableField> Fields => _fields;

    /// <summary>The records by id.</summary>
    public IEnumerable<TableRecord> Records => _records.Values.OrderBy(record => record.Id, StringComparer.Ordinal);

    public TableField? Find(string field) => _fields.FirstOrDefault(one => one.Name == field);

    public TableRecord? FindRecord(string id) => _records.GetValueOrDefault(id);

    public RecordTable Add(string id, JsonObject state) => Add(new(id, state));

    public RecordTable Add(TableRecord record)
    {
        _records[record.Id] = record;
        return this;
    }

    /// <summary>Adds a field, or replaces the field of that name.</summary>
    public void Define(TableField field)
    {
        lock (_gate)
        {
            _fields = Find(field.Name) is null ? [.. _fields, field] : [.. _fields.Select(one => one.Name == field.Name ? field : one)];
        }
    }

    public void Remove(string field)
    {
        lock (_gate)
        {
            _fields = [.. _fields.Where(one => one.Name != field)];
        }
    }
}
