namespace FunctionsConnector.Core.Targets.References;

/// <summary>What a text means: the kind of record, the text, and the id of the record it belongs to.</summary>
internal sealed record ReferenceKey(string Kind, string Text, string? Within = null);
