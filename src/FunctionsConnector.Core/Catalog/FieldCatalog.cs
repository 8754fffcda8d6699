using System.Collections.Frozen;

namespace FunctionsConnector.Core.Catalog;

/// <summary>What a system says of one record type: its fields, findable by every name a caller may use.</summary>
public sealed class FieldCatalog
{
    private readonly FrozenDictionary<string, Field[]> _byAnyName;
    private readonly FrozenDictionary<string, Field> _byName;

    public FieldCatalog(RecordType recordType, IEnumerable<Field> fields)
    {
        RecordType = recordType;
        Fields = [.. fields];
        _byName = Fields.ToFrozenDictionary(field => field.Name, StringComparer.OrdinalIgnoreCase);
        _byAnyName = Fields
            .SelectMany(field => Names(field).Select(name => (Name: name, Field: field)))
            .GroupBy(pair => pair.Name, pair => pair.Field, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(group => group.Key, group => group.Distinct().ToArray(), StringComparer.OrdinalIgnoreCase);
    }

    public RecordType RecordType { get; }

    /// <summary>In the order in which the system lists them.</summary>
    public IReadOnlyList<Field> Fields { get; }

    /// <summary>The fields whose API name, label or id is this, case aside.</summary>
    public IReadOnlyList<Field> Named(string name) => _byAnyName.GetValueOrDefault(name, []);

    /// <summary>The field with this API name, case aside.</summary>
    public Field? Find(string name) => _byName.GetValueOrDefault(name);

    private static IEnumerable<string> Names(Field field) =>
        field.Id is null ? [field.Name, field.Label] : [field.Name, field.Label, field.Id];
}
