namespace FunctionsConnector.Actions.Rendering;

/// <summary>A field in a list; its id is its API name. <c>RefersTo</c> is absent where the field does not refer to other records by name.</summary>
public sealed record FieldEntry(string Id, string Label, string Type, bool Writable, bool Required, bool Custom, int? MaxLength, bool HasChoices, string? RefersTo)
    : IListEntry;
