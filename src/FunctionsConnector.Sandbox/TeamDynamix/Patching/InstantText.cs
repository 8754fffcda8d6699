using System.Globalization;

namespace FunctionsConnector.Sandbox.TeamDynamix.Patching;

/// <summary>
/// Formats and parses date-times. A date-time without an offset is the server's local time. A day is kept as the date in the server's zone
/// and shown as the instant of its midnight there, which in UTC can be the day before (Web API reference, "About dates").
/// </summary>
internal static class InstantText
{
    public static string Format(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFZ", CultureInfo.InvariantCulture);

    /// <summary>Null for a text that is no date-time; empty for the sentinels of an empty one.</summary>
    public static string? Read(string text, bool isDay, TeamDynamixBehavior behavior)
    {
        if (!DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var local)
            || local.Year is > 1 and < 1753)
        {
            return null;
        }

        if (local.Year == 1)
        {
            return "";
        }

        var zone = TimeZoneInfo.FindSystemTimeZoneById(behavior.ServerTimeZone);
        var instant = local.Kind == DateTimeKind.Unspecified
            ? new(local, zone.GetUtcOffset(local))
            : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
        if (isDay)
        {
            var midnight = TimeZoneInfo.ConvertTime(instant, zone).Date;
            instant = new(midnight, zone.GetUtcOffset(midnight));
        }

        return behavior.HidesOffsets
            ? TimeZoneInfo.ConvertTime(instant, zone).ToString("yyyy-MM-ddTHH:mm:ss.FFF", CultureInfo.InvariantCulture)
            : Format(instant);
    }
}
