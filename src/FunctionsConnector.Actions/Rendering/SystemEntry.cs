namespace FunctionsConnector.Actions.Rendering;

/// <summary>A target system in a list.</summary>
public sealed record SystemEntry(string Id, string Label, string Kind) : IListEntry;
