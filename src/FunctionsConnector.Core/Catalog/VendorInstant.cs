using System.Globalization;
using System.Text.RegularExpressions;

namespace FunctionsConnector.Core.Catalog;

/// <summary>Reads an instant that a vendor shows. Of other forms than ISO 8601 only those that mean exactly one instant are read.</summary>
internal static partial class VendorInstant
{
    /// <summary>False for a form that is not known, such as <c>12/24/2026 10:00:00</c>: month and day may stand in either order.</summary>
    public static bool TryRead(string text, out DateTimeOffset instant)
    {
        if (CanonicalText.TryInstant(text, TimeZoneInfo.Utc, out instant))
        {
            return true;
        }

        // .NET counts seven digits of a second; more are below any precision of a comparison.
        if (LongFraction().Match(text) is { Success: true } fraction)
        {
            return CanonicalText.TryInstant(fraction.Groups[1].Value + fraction.Groups[2].Value, TimeZoneInfo.Utc, out instant);
        }

        // The JSON of older .NET services: milliseconds since 1970 in UTC. The offset after it does not change the instant.
        if (MicrosoftJson().Match(text) is { Success: true } milliseconds)
        {
            var isInRange = long.TryParse(milliseconds.Groups[1].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var since)
                && since is >= -62_135_596_800_000 and <= 253_402_300_799_999;
            instant = isInRange ? DateTimeOffset.FromUnixTimeMilliseconds(since) : default;
            return isInRange;
        }

        // ISO 8601 without separators.
        return DateTimeOffset.TryParseExact(text, "yyyyMMdd'T'HHmmssK", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant);
    }

    [GeneratedRegex(@"^(.+T.+\.[0-9]{7})[0-9]+(Z|[+-][0-9:]+)?\z")]
    private static partial Regex LongFraction();

    [GeneratedRegex(@"^/Date\((-?[0-9]{1,15})([+-][0-9]{4})?\)/\z")]
    private static partial Regex MicrosoftJson();
}
