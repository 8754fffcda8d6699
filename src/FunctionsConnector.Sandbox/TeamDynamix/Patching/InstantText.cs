using System.Globalization;

namespace FunctionsConnector.Sandbox.TeamDynamix.Patching;

/// <summary>
/// Formats and parses date-times, which are stored in UTC. A date-time without an offset is the server's local time. A bare day can thus
/// become the day before (Web API reference, "About dates").
/// </summary>
internal static class InstantText
{
    public static string Format(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFZ", CultureInfo.InvariantCulture);

    /// <summary>Null for a text that is no date-time; empty for the sentinels of an empty one.</summary>
    public static string? Read(string text, TimeSpan serverOffset)
    {
        if (!DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var local)
            || local.Year is > 1 and < 1753 or > 9998)
        {
            return null;
        }

        if (local.Year == 1)
        {
            return "";
        }

        return Format(local.Kind == DateTimeKind.Unspecified
            ? new(local, serverOffset)
            : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture));
    }

    public static string? ReadDay(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? $"{text}T00:00:00Z" : null;
}
