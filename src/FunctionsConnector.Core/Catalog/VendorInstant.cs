using System.Globalization;
using System.Text.RegularExpressions;

namespace FunctionsConnector.Core.Catalog;

/// <summary>
/// Reads the date-times that vendors write. It takes only forms with one meaning: nobody knows whether <c>03/04/2026</c> is in March or in
/// April.
/// </summary>
public static partial class VendorInstant
{
    private static readonly string[] BasicFormats = ["yyyyMMdd'T'HHmmK", "yyyyMMdd'T'HHmmssK"];

    /// <summary>
    /// ISO 8601 in its extended or basic form, with any number of fraction digits, or the milliseconds since 1970 of
    /// <c>/Date(…)/</c>. Without an offset it is in UTC.
    /// </summary>
    public static bool TryRead(string text, out DateTimeOffset instant)
    {
        if (CanonicalText.TryInstant(text, TimeZoneInfo.Utc, out instant))
        {
            return true;
        }

        if (MicrosoftJson().Match(text) is { Success: true } json)
        {
            return TryUnix(json.Groups[1].Value, out instant);
        }

        // Values are compared by the second, so a finer fraction than ticks says nothing.
        var shorter = LongFraction().Replace(text, "$1");
        return shorter.Length < text.Length && CanonicalText.TryInstant(shorter, TimeZoneInfo.Utc, out instant)
            || DateTimeOffset.TryParseExact(text, BasicFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant)
            || (SpacedOffset().Match(text) is { Success: true } spaced
                && CanonicalText.TryInstant($"{spaced.Groups[1].Value}T{spaced.Groups[2].Value}", TimeZoneInfo.Utc, out instant));
    }

    private static bool TryUnix(string milliseconds, out DateTimeOffset instant)
    {
        var isInRange = long.TryParse(milliseconds, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds()
            && number <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();
        instant = isInRange ? DateTimeOffset.FromUnixTimeMilliseconds(number) : default;
        return isInRange;
    }

    // An offset in this form is for display only: the number counts from 1970 in UTC.
    [GeneratedRegex(@"^/Date\((-?[0-9]{1,18})([+-][0-9]{4})?\)/$")]
    private static partial Regex MicrosoftJson();

    [GeneratedRegex(@"(\.[0-9]{7})[0-9]+(?=Z|[+-]|$)")]
    private static partial Regex LongFraction();

    [GeneratedRegex(@"^([0-9]{4}-[0-9]{2}-[0-9]{2}) ([0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,7})?(?:Z|[+-][0-9]{2}:[0-9]{2})?)$")]
    private static partial Regex SpacedOffset();
}
