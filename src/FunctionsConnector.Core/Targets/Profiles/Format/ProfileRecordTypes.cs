using System.Collections.Frozen;

namespace FunctionsConnector.Core.Targets.Profiles.Format;

/// <summary>The record types: those that the profile knows, and those that a call lists.</summary>
internal sealed record ProfileRecordTypes(IReadOnlyList<ProfileRecordType> Known, RecordTypeCall? Call);

/// <summary>A record type, with the values that URLs take of it.</summary>
internal sealed record ProfileRecordType(string Id, string Label, FrozenDictionary<string, string> Values)
{
    /// <summary>The value that a URL template calls by this name; null where the type has none.</summary>
    public string? Value(string name) => name == TemplateName.RecordType ? Id : Values.GetValueOrDefault(name);
}

/// <summary>A call that lists record types.</summary>
internal sealed record RecordTypeCall(UrlTemplate Url, JsonPath Items, JsonPath Id, JsonPath? Label, FrozenDictionary<string, JsonPath> Values, Condition? Only)
{
    /// <summary>The URL of the next page, in the response; null for a list of one page.</summary>
    public JsonPath? Next { get; init; }
}
