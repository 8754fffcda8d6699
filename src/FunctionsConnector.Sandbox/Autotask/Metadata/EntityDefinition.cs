using System.Collections.Frozen;

namespace FunctionsConnector.Sandbox.Autotask.Metadata;

/// <summary>One entity: its names, its routes and its fields.</summary>
/// <param name="Name">Path segment, in the plural.</param>
/// <param name="TypeName">Name in metadata and references, in the singular.</param>
/// <param name="Fields">Standard fields.</param>
/// <param name="UserDefinedFields">User-defined fields; empty if the entity cannot have any.</param>
internal sealed record EntityDefinition(
    string Name,
    string TypeName,
    IReadOnlyList<FieldDefinition> Fields,
    IReadOnlyList<FieldDefinition> UserDefinedFields)
{
    private readonly FrozenDictionary<string, FieldDefinition> _byName =
        Fields.ToFrozenDictionary(field => field.Name, StringComparer.OrdinalIgnoreCase);

    private readonly FrozenDictionary<string, FieldDefinition> _userDefinedByName =
        UserDefinedFields.ToFrozenDictionary(field => field.Name, StringComparer.Ordinal);

    private readonly MetadataDocuments _documents = new(TypeName, Fields, UserDefinedFields);

    /// <summary>The route for writing a child entity; null for an entity that is written at its own name.</summary>
    public ParentRoute? Parent { get; init; }

    public bool HasUserDefinedFields => UserDefinedFields.Count > 0;

    public MetadataDocuments Documents => _documents;

    public FieldDefinition? FindField(string name) => _byName.GetValueOrDefault(name);

    public FieldDefinition? FindUserDefinedField(string name) => _userDefinedByName.GetValueOrDefault(name);

    /// <summary>A copy with this field added, or replaced if the name exists.</summary>
    public EntityDefinition With(FieldDefinition field, bool userDefined) =>
        new(
            Name,
            TypeName,
            userDefined ? Fields : Replace(Fields, field, StringComparison.OrdinalIgnoreCase),
            userDefined ? Replace(UserDefinedFields, field, StringComparison.Ordinal) : UserDefinedFields)
        {
            Parent = Parent,
        };

    /// <summary>A copy with these fields added; existing fields stay.</summary>
    public EntityDefinition With(IEnumerable<FieldDefinition> fields) =>
        new(Name, TypeName, [.. Fields, .. fields.Where(field => FindField(field.Name) is null)], UserDefinedFields) { Parent = Parent };

    /// <summary>The same entity without a field.</summary>
    public EntityDefinition Without(string field) =>
        new(
            Name,
            TypeName,
            [.. Fields.Where(one => !one.Name.Equals(field, StringComparison.OrdinalIgnoreCase))],
            [.. UserDefinedFields.Where(one => one.Name != field)])
        {
            Parent = Parent,
        };

    private static List<FieldDefinition> Replace(IReadOnlyList<FieldDefinition> fields, FieldDefinition field, StringComparison names)
    {
        var changed = fields.ToList();
        var index = changed.FindIndex(old => old.Name.Equals(field.Name, names));
        if (index < 0)
        {
            changed.Add(field);
        }
        else
        {
            changed[index] = field;
        }

        return changed;
    }
}
