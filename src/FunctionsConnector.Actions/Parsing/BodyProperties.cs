using System.Text.Json;
using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Actions.Parsing;

/// <summary>Reads optional properties of a body.</summary>
internal static class BodyProperties
{
    /// <summary>
    /// The property, or null where it is absent. Null and the blank text count as absent: flow designers send them for an input
    /// that its author left empty.
    /// </summary>
    public static JsonElement? Optional(this JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && !value.IsBlank() && value.ValueKind != JsonValueKind.Null ? value : null;

    public static bool IsBlank(this JsonElement value) => value.ValueKind == JsonValueKind.String && value.ValueEquals(string.Empty);

    public static Result<bool> Flag(this JsonElement body, string name, bool whenAbsent) => body.Optional(name) switch
    {
        null => whenAbsent,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { ValueKind: JsonValueKind.String } text when bool.TryParse(text.GetString(), out var flag) => flag,
        _ => InvalidBody.WrongType(name, "true or false"),
    };
}
