using System.Globalization;
using FunctionsConnector.Sandbox.TeamDynamix.Items;

namespace FunctionsConnector.Sandbox.TeamDynamix.Kinds;

/// <summary>A kind of items and the invented items with which the sandbox starts.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="First">Number of the first item.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Fill">The filled fields of the item of a number; custom attributes stand beside them, under <c>attributes/{id}</c>.</param>
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

    /// <summary>A moment in the past, another one for each number, as the API writes it.</summary>
    public static string Moment(long number, int days = 0) => new DateTime(2026, 1, 5, 9, 0, 0, DateTimeKind.Utc)
        .AddHours(number % 1000).AddDays(days).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
