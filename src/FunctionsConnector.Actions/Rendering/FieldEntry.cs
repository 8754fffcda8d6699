namespace FunctionsConnector.Actions.Rendering;

/// <summary>A field in a list; its id is its API name. <c>Multiple</c> is absent
/// where the field takes one choice, <c>RefersTo</c> where the field does not refer to other records by name.</summary>
public sealed record FieldEntry(string Id, string Label, string Type, bool Writable, bool Required, bool Custom, int? MaxLength, bool HasChoices, bool? Multiple, string? RefersTo)
    : IListEntry;
