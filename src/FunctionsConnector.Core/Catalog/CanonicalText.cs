using System.Globalization;
using System.Text;

namespace FunctionsConnector.Core.Catalog;

/// <summary>
/// The one text by which a value is known inside the connector, whatever its vendor writes: what callers' values are turned into,
/// what records are read into, and what is compared.
/// </summary>
public static class CanonicalText
{
    // ISO 8601 as people and flows write it; flows send seven digits of a second.
    private static readonly string[] MomentFormats =
    [
        "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF",
        "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss",
    ];

    private static readonly string[] OffsetFormats =
        ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>No exponent, no trailing zeros.</summary>
    public static string From(decimal number) =>
        (number / 1.000000000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);

    public static string From(bool value) => value ? "true" : "false";

    /// <summary>UTC with <c>Z</c>; a fraction of a second only where there is one.</summary>
    public static string From(DateTimeOffset moment) =>
        moment.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    public static string From(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string From(Guid guid) => guid.ToString("D");

    /// <summary>Several choices, in the order given.</summary>
    public static string Join(IEnumerable<string> ids) => string.Join(',', ids);

    /// <summary>The ids that <see cref="Join"/> joined.</summary>
    public static string[] Split(string ids) => ids.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>
    /// A plain number, with or without an exponent; no group separators. False also where it has more digits than can be kept:
    /// a number that is silently rounded, or becomes 0, is another number.
    /// </summary>
    public static bool TryNumber(string text, out decimal number) =>
        decimal.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture,
            out number)
        && SignificantDigits(text) == SignificantDigits(From(number));

    /// <summary>An ISO 8601 date, with or without a time, with or without an offset; without one it is of <paramref name="zone"/>.</summary>
    public static bool TryMoment(string text, TimeZoneInfo zone, out DateTimeOffset moment)
    {
        if (DateTime.TryParseExact(text, MomentFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            // The first and last day there are have moments that only some zones have.
            var offset = zone.GetUtcOffset(local);
            var exists = local.Ticks - offset.Ticks is var ticks && ticks >= DateTime.MinValue.Ticks && ticks <= DateTime.MaxValue.Ticks;
            moment = exists ? new DateTimeOffset(local, offset) : default;
            return exists;
        }

        return DateTimeOffset.TryParseExact(text, OffsetFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out moment);
    }

    /// <summary>
    /// Whether a text that <see cref="TryMoment"/> reads means one moment: not where it has no offset and the clocks of the zone are
    /// changed, so that the zone has this time of day twice or not at all.
    /// </summary>
    public static bool IsOneMoment(string text, TimeZoneInfo zone) =>
        !DateTime.TryParseExact(text, MomentFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
        || local.TimeOfDay == TimeSpan.Zero
        || !(zone.IsInvalidTime(local) || zone.IsAmbiguousTime(local));

    private static string SignificantDigits(string number)
    {
        var mantissa = number.AsSpan(0, number.AsSpan().IndexOfAny('e', 'E') is >= 0 and var exponent ? exponent : number.Length);
        var digits = new StringBuilder(mantissa.Length);
        foreach (var character in mantissa)
        {
            if (char.IsAsciiDigit(character))
            {
                digits.Append(character);
            }
        }

        return digits.ToString().Trim('0');
    }
}
