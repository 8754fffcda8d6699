using System.Collections.Frozen;

namespace FunctionsConnector.Core.Catalog;

/// <summary>The fields of one record type, found by every name that a caller may use.</summary>
public sealed class FieldCatalog
{
    private readonly FrozenDictionary<string, Field[]> _byAnyName;
    private readonly FrozenDictionary<string, Field[]> _byExactName;
    private readonly FrozenDictionary<string, Field> _byName;
    private readonly Lazy<FrozenDictionary<string, Field[]>> _byNormalizedName;
    private readonly FrozenDictionary<string, Field[]> _customById;

    /// <param name="recordType">The record type.</param>
    /// <param name="fields">Its fields. A custom field that shares its name with another is listed as "name (id)".</param>
    public FieldCatalog(RecordType recordType, IEnumerable<Field> fields)
    {
        RecordType = recordType;
        var given = fields.ToList();
        var standard = given.Where(field => !field.IsCustom).Select(field => field.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var shared = given.Where(field => field.IsCustom)
            .GroupBy(field => field.Name, StringComparer.Ordinal)
            .Where(group => group.Count() > 1)
            .Select(group => group.Key)
            .ToHashSet(StringComparer.Ordinal);

        // If a vendor describes a field twice, the first description counts. Custom fields whose names differ in case only are two fields.
        var named = given
            .Select(field => new NamedField(field.Name, field.IsCustom && (standard.Contains(field.Name) || shared.Contains(field.Name)) ? Qualified(field) : field))
            .DistinctBy(one => one.Field.IsCustom ? one.Field.Name : one.Field.Name.ToUpperInvariant(), StringComparer.Ordinal)
            .ToList();
        Fields = [.. named.Select(one => one.Field)];
        _byName = Fields.GroupBy(field => field.Name, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(group => group.Key, group => group.First(), StringComparer.OrdinalIgnoreCase);
        _customById = Fields.Where(field => field is { IsCustom: true, Id: not null })
            .GroupBy(field => field.Id!, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(group => group.Key, group => group.DistinctBy(field => field.Id, StringComparer.Ordinal).ToArray(), StringComparer.OrdinalIgnoreCase);
        _byExactName = Fields.ToFrozenDictionary(field => field.Name, field => new[] { field }, StringComparer.Ordinal);
        _byAnyName = named
            .SelectMany(one => Names(one.Field).Append(one.Name).Select(name => one with { Name = name }))
            .GroupBy(one => one.Name, one => one.Field, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(group => group.Key, group => group.Distinct().ToArray(), StringComparer.OrdinalIgnoreCase);
        _byNormalizedName = new(Normalize);
    }

    public RecordType RecordType { get; }

    /// <summary>In the system's order.</summary>
    public IReadOnlyList<Field> Fields { get; }

    /// <summary>
    /// The fields with this API name, label or id, in any case. An exact API name means its field even where another field has it as
    /// a label; else that field could not be named at all. A name that fits none is compared apart from white space, Unicode form and
    /// HTML entities.
    /// </summary>
    public IReadOnlyList<Field> Named(string name) =>
        _byExactName.TryGetValue(name, out var exact) || _byAnyName.TryGetValue(name, out exact)
            ? exact
            : _byNormalizedName.Value.GetValueOrDefault(NormalizedName.Of(name), []);

    /// <summary>The field with this API name: the exact one, else one in any case.</summary>
    public Field? Find(string name) => _byExactName.TryGetValue(name, out var exact) ? exact[0] : _byName.GetValueOrDefault(name);

    /// <summary>The custom field with this id: the exact one, else the only one in any case.</summary>
    public Field? FindCustom(string id) => _customById.GetValueOrDefault(id, []) switch
    {
        [var only] => only,
        var several => Array.Find(several, field => field.Id == id),
    };

    // Nearly every name is exact, so this is rarely made.
    private FrozenDictionary<string, Field[]> Normalize() => Fields
        .SelectMany(field => Names(field).Select(name => new NamedField(NormalizedName.Of(name), field)))
        .GroupBy(one => one.Name, one => one.Field, StringComparer.OrdinalIgnoreCase)
        .ToFrozenDictionary(group => group.Key, group => group.Distinct().ToArray(), StringComparer.OrdinalIgnoreCase);

    private static Field Qualified(Field field) => field with { Name = $"{field.Name} ({(field.Id is null || field.Id == field.Name ? "custom" : field.Id)})" };

    private static IEnumerable<string> Names(Field field) =>
        field.Id is null ? [field.Name, field.Label] : [field.Name, field.Label, field.Id];

    // Not a tuple: LINQ over value types is compiled at each start of the process, which delays the first update.
    private sealed record NamedField(string Name, Field Field);
}
