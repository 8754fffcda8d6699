using System.Collections.Frozen;
using System.Text.Json;

namespace FunctionsConnector.Core.Targets.Profiles.Format;

/// <summary>How a record is changed.</summary>
/// <param name="Method">PATCH, PUT or POST.</param>
/// <param name="Url">Takes the record's id.</param>
/// <param name="Dialect">The form of the body.</param>
/// <param name="Clear">How a field is cleared.</param>
internal sealed record UpdateCall(HttpMethod Method, UrlTemplate Url, BodyDialect Dialect, ClearForm Clear)
{
    public string ContentType { get; init; } = "application/json";

    /// <summary>For <see cref="BodyDialect.Merge"/> and <see cref="BodyDialect.List"/>: the members around the changes.</summary>
    public JsonPath Within { get; init; } = JsonPath.Whole;

    /// <summary>For <see cref="BodyDialect.JsonPatch"/>: the path of a field.</summary>
    public JsonPath Path { get; init; } = JsonPath.Whole;

    /// <summary>For <see cref="BodyDialect.List"/>: the members of an item for the field's name and value.</summary>
    public (string Name, string Value) Members { get; init; } = ("name", "value");

    /// <summary>Further members of the body, of an object.</summary>
    public FrozenDictionary<string, JsonElement> Constants { get; init; } = FrozenDictionary<string, JsonElement>.Empty;

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The record in a successful response; null where it shows none.</summary>
    public JsonPath? Record { get; init; }
}
