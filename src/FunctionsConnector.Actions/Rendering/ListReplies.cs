namespace FunctionsConnector.Actions.Rendering;

/// <summary>A list for a picker.</summary>
/// <param name="Value">The entries, in a stable order.</param>
public sealed record ListReply<T>(IReadOnlyList<T> Value);

/// <summary>What every entry of a list has.</summary>
public interface IListEntry
{
    /// <summary>What requests use.</summary>
    string Id { get; }

    /// <summary>What a person reads.</summary>
    string Label { get; }
}

/// <summary>A target system in a list.</summary>
public sealed record SystemEntry(string Id, string Label, string Kind) : IListEntry;

/// <summary>A record type in a list.</summary>
public sealed record RecordTypeEntry(string Id, string Label) : IListEntry;

/// <summary>A field in a list; its id is its API name.</summary>
public sealed record FieldEntry(string Id, string Label, string Type, bool Writable, bool Required, bool Custom, int? MaxLength, bool HasChoices)
    : IListEntry;

/// <summary>A choice in a list.</summary>
public sealed record ChoiceEntry(string Id, string Label, string? ParentId) : IListEntry;

/// <summary>A target system that could be reached.</summary>
public sealed record ConnectionEntry(string Id, string Label, bool Ok);
