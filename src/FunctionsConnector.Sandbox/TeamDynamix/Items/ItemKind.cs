using FunctionsConnector.Sandbox.TeamDynamix.Lookups;

namespace FunctionsConnector.Sandbox.TeamDynamix.Items;

/// <summary>A kind of items, such as tickets.</summary>
internal sealed class ItemKind
{
    private readonly Dictionary<string, int> _places;

    /// <param name="prefix">First part of the record types' ids.</param>
    /// <param name="noun">What one of them is called.</param>
    /// <param name="fields">Standard fields, in the order in which they are written.</param>
    public ItemKind(string prefix, string noun, IReadOnlyList<FieldDefinition> fields)
    {
        (Prefix, Noun, Fields) = (prefix, noun, fields);
        _places = new(StringComparer.OrdinalIgnoreCase);
        for (var place = 0; place < fields.Count; place++)
        {
            _places.Add(fields[place].Name, place);
        }
    }

    public string Prefix { get; }

    public string Noun { get; }

    public IReadOnlyList<FieldDefinition> Fields { get; }

    /// <summary>Path segment in front of an item's id.</summary>
    public required string Segment { get; init; }

    /// <summary>Name of the vendor's type.</summary>
    public required string TypeName { get; init; }

    /// <summary>Number by which custom attributes are asked for.</summary>
    public required int ComponentId { get; init; }

    /// <summary>Class of the applications that hold such items; null where they belong to none.</summary>
    public string? AppClass { get; init; }

    public string IdField { get; init; } = "ID";

    /// <summary>Whether older builds cannot patch it.</summary>
    public bool IsPatchedByNewerBuildsOnly { get; init; }

    /// <summary>Whether refusals are plain text rather than the vendor's error type; both have been seen.</summary>
    public bool RefusesInPlainText { get; init; }

    /// <summary>The lists that the application of such items publishes, by path segment.</summary>
    public IReadOnlyDictionary<string, Lookup> Lookups { get; init; } = new Dictionary<string, Lookup>();

    public int Place(string field) => _places.GetValueOrDefault(field, -1);

    public FieldDefinition? Find(string field) => _places.TryGetValue(field, out var place) ? Fields[place] : null;

    /// <summary>The path pattern of one such item.</summary>
    public string Pattern => AppClass is null ? $"/api/{Segment}/{{id}}" : $"/api/{{appId}}/{Segment}/{{id}}";
}
