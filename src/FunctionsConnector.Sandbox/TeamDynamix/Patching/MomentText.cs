using System.Globalization;

namespace FunctionsConnector.Sandbox.TeamDynamix.Patching;

/// <summary>
/// Moments as text. They are kept in UTC; one that comes without an offset is taken as the server's local time, which is how bare days
/// become the day before (Web API reference, "About dates").
/// </summary>
internal static class MomentText
{
    public static string Format(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFZ", CultureInfo.InvariantCulture);

    /// <summary>Null for what is no moment; empty for the sentinels of an empty one.</summary>
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
