using System.Text.Json.Serialization;

namespace FunctionsConnector.Sandbox.TeamDynamix;

/// <summary>
/// What TeamDynamix does about a part of a PATCH that it does not like; no answer of a tenant is published, so each is a switch.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<Reaction>))]
public enum Reaction
{
    /// <summary>Answers 200 and leaves the item as it is.</summary>
    Ignore,

    /// <summary>Answers 400.</summary>
    Refuse,
}
