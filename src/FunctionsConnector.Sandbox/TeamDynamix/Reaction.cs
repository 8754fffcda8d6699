using System.Text.Json.Serialization;

namespace FunctionsConnector.Sandbox.TeamDynamix;

/// <summary>
/// The reaction of TeamDynamix to an invalid part of a PATCH. The vendor does not publish it, so it is a switch.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<Reaction>))]
public enum Reaction
{
    /// <summary>Returns 200 and does not change the item.</summary>
    Ignore,

    /// <summary>Returns 400.</summary>
    Refuse,
}
