using FunctionsConnector.Sandbox.TeamDynamix.Lookups;

namespace FunctionsConnector.Sandbox.TeamDynamix.Items;

/// <summary>A kind of items, such as tickets.</summary>
internal sealed class ItemKind
{
    private readonly Dictionary<string, int> _positions;

    /// <param name="prefix">Prefix of the record types' ids.</param>
    /// <param name="noun">Name of one item.</param>
    /// <param name="fields">Standard fields, in the order of the JSON.</param>
    public ItemKind(string prefix, string noun, IReadOnlyList<FieldDefinition> fields)
    {
        (Prefix, Noun, Fields) = (prefix, noun, fields);
        _positions = new(StringComparer.OrdinalIgnoreCase);
        for (var position = 0; position < fields.Count; position++)
        {
            _positions.Add(fields[position].Name, position);
        }
    }

    public string Prefix { get; }

    public string Noun { get; }

    public IReadOnlyList<FieldDefinition> Fields { get; }

    /// <summary>Path segment before an item's id.</summary>
    public required string Segment { get; init; }

    /// <summary>Name of the vendor's type.</summary>
    public required string TypeName { get; init; }

    /// <summary>Component id of the custom attributes.</summary>
    public required int ComponentId { get; init; }

    /// <summary>Class of the applications with such items; null for items outside applications.</summary>
    public string? AppClass { get; init; }

    public string IdField { get; init; } = "ID";

    /// <summary>Whether only newer builds can patch it.</summary>
    public bool IsPatchedByNewerBuildsOnly { get; init; }

    /// <summary>Whether refusals are plain text instead of the vendor's error type. Live tenants do both.</summary>
    public bool RefusesInPlainText { get; init; }

    /// <summary>The published lists of such items, by path segment.</summary>
    public IReadOnlyDictionary<string, Lookup> Lookups { get; init; } = new Dictionary<string, Lookup>();

    public int Position(string field) => _positions.GetValueOrDefault(field, -1);

    public FieldDefinition? Find(string field) => _positions.TryGetValue(field, out var position) ? Fields[position] : null;

    /// <summary>The path pattern of an item.</summary>
    public string Pattern => AppClass is null ? $"/api/{Segment}/{{id}}" : $"/api/{{appId}}/{Segment}/{{id}}";
}
