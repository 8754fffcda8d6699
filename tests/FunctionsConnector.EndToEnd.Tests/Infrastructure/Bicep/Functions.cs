using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace FunctionsConnector.EndToEnd.Tests.Infrastructure.Bicep;

/// <summary>The functions of Bicep that the templates call.</summary>
internal static class Functions
{
    private const string Subscription = "5ab5c419-0000-4000-8000-000000000004";

    /// <summary>The letters of <c>uniqueString</c>, which is 13 of them.</summary>
    private const string TokenLetters = "abcdefghijklmnopqrstuvwxyz234567";

    public static object? Call(string name, IReadOnlyList<object?> arguments) => (name, arguments) switch
    {
        ("subscription", []) => new JsonObject { ["id"] = $"/subscriptions/{Subscription}", ["tenantId"] = "7e9a97e0-0000-4000-8000-000000000005" },
        ("environment", []) => new JsonObject { ["suffixes"] = new JsonObject { ["storage"] = "core.windows.net" } },
        ("subscriptionResourceId", [JsonNode type, JsonNode id]) => JsonValue.Create($"/subscriptions/{Subscription}/providers/{type}/{id}"),
        ("uniqueString", _) => JsonValue.Create(new string([.. Hash(arguments).Take(13).Select(part => TokenLetters[part % TokenLetters.Length])])),
        ("guid", _) => JsonValue.Create(new Guid(Hash(arguments).AsSpan(0, 16)).ToString()),
        ("toLower", [JsonNode text]) => JsonValue.Create(text.ToString().ToLowerInvariant()),
        ("take", [JsonNode text, JsonNode count]) => JsonValue.Create(text.ToString()[..Math.Min(text.ToString().Length, count.GetValue<int>())]),
        ("replace", [JsonNode text, JsonNode old, JsonNode with]) => JsonValue.Create(text.ToString().Replace(old.ToString(), with.ToString(), StringComparison.Ordinal)),
        ("string", [JsonNode value]) => JsonValue.Create(Expressions.Text(value)),
        ("join", [JsonArray texts, JsonNode separator]) => JsonValue.Create(string.Join(separator.ToString(), texts.Select(Expressions.Text))),
        ("empty", [JsonArray array]) => JsonValue.Create(array.Count == 0),
        ("empty", [JsonNode text]) => JsonValue.Create(text.ToString().Length == 0),
        ("length", [JsonArray array]) => JsonValue.Create(array.Count),
        ("range", [JsonNode start, JsonNode count]) => Array(Enumerable.Range(start.GetValue<int>(), count.GetValue<int>()).Select(number => (JsonNode)number)),
        ("contains", [JsonArray array, JsonNode value]) => JsonValue.Create(array.Any(item => JsonNode.DeepEquals(item, value))),
        ("concat", _) => Array(arguments.Cast<JsonArray>().SelectMany(array => array)),
        ("flatten", [JsonArray arrays]) => Array(arrays.SelectMany(array => array!.AsArray())),
        ("union", [JsonObject first, JsonObject second]) => Union(first, second),
        ("items", [JsonObject value]) => Array(value.OrderBy(property => property.Key, StringComparer.Ordinal)
            .Select(property => (JsonNode)new JsonObject { ["key"] = property.Key, ["value"] = property.Value?.DeepClone() })),
        ("map", [JsonArray array, Lambda lambda]) => Array(array.Select(item => lambda.Call(item))),
        ("filter", [JsonArray array, Lambda lambda]) => Array(array.Where(item => lambda.Call(item)!.GetValue<bool>())),
        _ => throw new InvalidOperationException($"Nobody has said what {name} of {arguments.Count} values does: write it down in {nameof(Functions)}."),
    };

    private static JsonArray Array(IEnumerable<JsonNode?> items) => [.. items.Select(item => item?.DeepClone())];

    private static JsonObject Union(JsonObject first, JsonObject second)
    {
        var union = first.DeepClone().AsObject();
        foreach (var (name, value) in second)
        {
            union[name] = union[name] is JsonObject below && value is JsonObject other ? Union(below, other) : value?.DeepClone();
        }

        return union;
    }

    private static byte[] Hash(IEnumerable<object?> arguments) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('|', arguments.Select(argument => Convert.ToString(argument, CultureInfo.InvariantCulture)))));
}

/// <summary>A function that is written where it is used.</summary>
/// <param name="Call">Gives its value for one of what it is called for.</param>
internal sealed record Lambda(Func<JsonNode?, JsonNode?> Call);
