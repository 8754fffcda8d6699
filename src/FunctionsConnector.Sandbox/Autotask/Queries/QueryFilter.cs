using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FunctionsConnector.Sandbox.Autotask.Queries;

/// <summary>Evaluates the filter of a query. Text is compared without regard to case.</summary>
internal static class QueryFilter
{
    /// <summary>The first field that the entity does not have; null where it has all of them.</summary>
    public static string? UnknownField(JsonElement filter, IReadOnlySet<string> fields) => filter.ValueKind switch
    {
        JsonValueKind.Array => filter.EnumerateArray().Select(item => UnknownField(item, fields)).FirstOrDefault(unknown => unknown is not null),
        JsonValueKind.Object when Property(filter, "items") is { } items => UnknownField(items, fields),
        JsonValueKind.Object when Property(filter, "field")?.GetString() is { } field && !fields.Contains(field) => field,
        _ => null,
    };

    public static bool Matches(JsonElement filter, JsonObject record)
    {
        if (filter.ValueKind == JsonValueKind.Array)
        {
            return filter.EnumerateArray().All(item => Matches(item, record));
        }

        var operation = Property(filter, "op")?.GetString() ?? string.Empty;
        if (Property(filter, "items") is { } items)
        {
            return operation.Equals("or", StringComparison.OrdinalIgnoreCase)
                ? items.EnumerateArray().Any(item => Matches(item, record))
                : items.EnumerateArray().All(item => Matches(item, record));
        }

        var name = Property(filter, "field")!.Value.GetString()!;
        var held = record.FirstOrDefault(pair => pair.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value?.ToString() ?? string.Empty;
        var value = Property(filter, "value") is { } asked ? asked.ToString() : string.Empty;
        return operation.ToUpperInvariant() switch
        {
            "EQ" => Same(held, value),
            "NOTEQ" => !Same(held, value),
            "CONTAINS" => held.Contains(value, StringComparison.OrdinalIgnoreCase),
            "BEGINSWITH" => held.StartsWith(value, StringComparison.OrdinalIgnoreCase),
            "ENDSWITH" => held.EndsWith(value, StringComparison.OrdinalIgnoreCase),
            "EXIST" => held.Length > 0,
            "NOTEXIST" => held.Length == 0,
            "IN" => Property(filter, "value")!.Value.EnumerateArray().Any(one => Same(held, one.ToString())),
            // Live tenants do not refuse a misspelt operator: they return every record.
            _ => true,
        };
    }

    public static JsonElement? Property(JsonElement json, string name) => json.ValueKind == JsonValueKind.Object
        && json.EnumerateObject().FirstOrDefault(property => property.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { Value.ValueKind: not JsonValueKind.Undefined } found
            ? found.Value
            : null;

    private static bool Same(string held, string value) =>
        held.Equals(value, StringComparison.OrdinalIgnoreCase)
        || (decimal.TryParse(held, CultureInfo.InvariantCulture, out var first) && decimal.TryParse(value, CultureInfo.InvariantCulture, out var second) && first == second);
}
