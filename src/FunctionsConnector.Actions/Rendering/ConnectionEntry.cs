namespace FunctionsConnector.Actions.Rendering;

/// <summary>A target system that could be reached.</summary>
public sealed record ConnectionEntry(string Id, string Label, bool Ok);
