namespace FunctionsConnector.Actions.Rendering;

/// <summary>A choice in a list.</summary>
public sealed record ChoiceEntry(string Id, string Label, string? ParentId) : IListEntry;
