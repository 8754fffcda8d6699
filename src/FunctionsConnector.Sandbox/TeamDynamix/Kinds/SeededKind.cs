using System.Globalization;
using FunctionsConnector.Sandbox.TeamDynamix.Items;

namespace FunctionsConnector.Sandbox.TeamDynamix.Kinds;

/// <summary>A kind of items and its invented items at the start.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="First">Number of the first item.</param>
/// <param name="Count">Number of items.</param>
/// <param name="Fill">Returns the values of an item by its number; custom attributes are under <c>attributes/{id}</c>.</param>
internal sealed record SeededKind(ItemKind Kind, int First, int Count, Func<long, Dictionary<string, object?>> Fill)
{
    public const string AttributePrefix = "attributes/";

    public Dictionary<string, object?> Values(long number)
    {
        var values = Fill(number);
        values.TryAdd(Kind.IdField, number);
        return values;
    }

    public static IReadOnlyDictionary<int, string> Attributes(Dictionary<string, object?> values) => values
        .Where(value => value.Key.StartsWith(AttributePrefix, StringComparison.Ordinal))
        .ToDictionary(
            value => int.Parse(value.Key.AsSpan(AttributePrefix.Length), CultureInfo.InvariantCulture),
            value => (string)value.Value!);

    /// <summary>A past date-time in the format of the API, a different one for each number.</summary>
    public static string Instant(long number, int days = 0) => new DateTime(2026, 1, 5, 9, 0, 0, DateTimeKind.Utc)
        .AddHours(number % 1000).AddDays(days).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
