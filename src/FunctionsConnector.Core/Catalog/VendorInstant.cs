using System.Globalization;
using System.Text.RegularExpressions;

namespace FunctionsConnector.Core.Catalog;

/// <summary>Reads an instant that a vendor shows. Of other forms than ISO 8601 only those that mean exactly one instant are read.</summary>
internal static partial class VendorInstant
{
    /// <summary>
    /// False for a form that is not known, such as <c>12/24/2026 10:00:00</c>: month and day may stand in either order. False also for a time
    /// without an offset that the zone has twice.
    /// </summary>
    public static bool TryRead(string text, TimeZoneInfo zone, out DateTimeOffset instant)
    {
        if (CanonicalText.TryInstant(text, zone, out instant))
        {
            return CanonicalText.IsUnambiguousInstant(text, zone);
        }

        // .NET counts seven digits of a second; more are below any precision of a comparison.
        if (LongFraction().Match(text) is { Success: true } fraction)
        {
            return CanonicalText.TryInstant(fraction.Groups[1].Value + fraction.Groups[2].Value, zone, out instant);
        }

        // The JSON of older .NET services: milliseconds since 1970 in UTC. The offset after it does not change the instant.
        if (MicrosoftJson().Match(text) is { Success: true } milliseconds)
        {
            var isInRange = long.TryParse(milliseconds.Groups[1].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var since)
                && since is >= -62_135_596_800_000 and <= 253_402_300_799_999;
            instant = isInRange ? DateTimeOffset.FromUnixTimeMilliseconds(since) : default;
            return isInRange;
        }

        // RFC 3339 section 5.6 allows a space for the T.
        if (Spaced().Match(text) is { Success: true } spaced)
        {
            return CanonicalText.TryInstant($"{spaced.Groups[1].Value}T{spaced.Groups[2].Value}", zone, out instant);
        }

        // ISO 8601 without separators.
        if (DateTime.TryParseExact(text, "yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            return TryRead(local.ToString("s", CultureInfo.InvariantCulture), zone, out instant);
        }

        return DateTimeOffset.TryParseExact(text, "yyyyMMdd'T'HHmmssK", CultureInfo.InvariantCulture, DateTimeStyles.None, out instant);
    }

    /// <summary>The day that a vendor shows: the date as it stands where there is no offset, else the day in the zone.</summary>
    public static bool TryReadDay(string text, TimeZoneInfo zone, out DateOnly day)
    {
        if (CanonicalText.TryLocal(text, out var local))
        {
            day = DateOnly.FromDateTime(local);
            return true;
        }

        var isRead = TryRead(text, zone, out var instant);
        day = isRead ? CanonicalText.DayOf(instant, zone) : default;
        return isRead;
    }

    [GeneratedRegex(@"^(.+T.+\.[0-9]{7})[0-9]+(Z|[+-][0-9:]+)?\z")]
    private static partial Regex LongFraction();

    [GeneratedRegex(@"^([0-9]{4}-[0-9]{2}-[0-9]{2}) ([0-9]{2}:.+)\z")]
    private static partial Regex Spaced();

    [GeneratedRegex(@"^/Date\((-?[0-9]{1,15})([+-][0-9]{4})?\)/\z")]
    private static partial Regex MicrosoftJson();
}
