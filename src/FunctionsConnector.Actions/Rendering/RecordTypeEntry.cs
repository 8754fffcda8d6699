namespace FunctionsConnector.Actions.Rendering;

/// <summary>A record type in a list.</summary>
public sealed record RecordTypeEntry(string Id, string Label) : IListEntry;
