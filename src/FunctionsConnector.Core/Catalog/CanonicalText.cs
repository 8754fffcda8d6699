using System.Buffers;
using System.Globalization;
using System.Text;

namespace FunctionsConnector.Core.Catalog;

/// <summary>The one text form of a value inside the connector: callers' values and vendors' records are converted to it and compared in it.</summary>
public static class CanonicalText
{
    // ISO 8601 as people and flows write it. Flows send seven digits of a second.
    private static readonly string[] LocalFormats =
    [
        "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF",
        "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss",
    ];

    private static readonly string[] OffsetFormats =
        ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>The length of a GUID with dashes and nothing around it.</summary>
    private const int GuidLength = 36;

    /// <summary>.NET reads parts of a GUID such as <c>0x1f</c> and <c>+1f</c>, which are typing errors.</summary>
    private static readonly SearchValues<char> NotInGuid = SearchValues.Create("xX+");

    /// <summary>No exponent, no trailing zeros.</summary>
    public static string From(decimal number) =>
        (number / 1.000000000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);

    public static string From(bool value) => value ? "true" : "false";

    /// <summary>UTC with <c>Z</c>; a fraction of a second only where there is one.</summary>
    public static string From(DateTimeOffset instant) =>
        instant.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    public static string From(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string From(Guid guid) => guid.ToString("D");

    /// <summary>Whether an id is a GUID with dashes and nothing around it, the only form in URLs of vendors.</summary>
    public static bool IsGuidId(string text) => text.Length == GuidLength && TryGuid(text, out _);

    /// <summary>A GUID in one of its usual forms.</summary>
    public static bool TryGuid(string? text, out Guid guid)
    {
        guid = default;
        return text is not null && !text.AsSpan().ContainsAny(NotInGuid) && Guid.TryParse(text, out guid);
    }

    /// <summary>Several choices, in the order given.</summary>
    public static string Join(IEnumerable<string> ids) => string.Join(',', ids);

    /// <summary>The ids of a text that <see cref="Join"/> made.</summary>
    public static string[] Split(string ids) => ids.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>
    /// A plain number, with or without an exponent, without group separators. False also where it has more digits than a decimal
    /// holds: rounding would change the number.
    /// </summary>
    public static bool TryNumber(string text, out decimal number) =>
        decimal.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture,
            out number)
        && SignificantDigits(text) == SignificantDigits(From(number));

    /// <summary>An ISO 8601 date, with or without a time. Without an offset it is in <paramref name="zone"/>.</summary>
    public static bool TryInstant(string text, TimeZoneInfo zone, out DateTimeOffset instant)
    {
        if (TryLocal(text, out var local))
        {
            // Near the first and the last day of the calendar, an offset may lead outside its range.
            var offset = zone.GetUtcOffset(local);
            var exists = local.Ticks - offset.Ticks is var ticks && ticks >= DateTime.MinValue.Ticks && ticks <= DateTime.MaxValue.Ticks;
            instant = exists ? new DateTimeOffset(local, offset) : default;
            return exists;
        }

        return DateTimeOffset.TryParseExact(text, OffsetFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out instant);
    }

    /// <summary>A date without a time.</summary>
    public static bool TryDay(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    /// <summary>An ISO 8601 date, with or without a time, that has no offset.</summary>
    public static bool TryLocal(string text, out DateTime local) =>
        DateTime.TryParseExact(text, LocalFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out local);

    /// <summary>
    /// The day of an instant in a zone. The last day of the calendar stands for "no end" in both vendors, and stays what it is in every zone.
    /// </summary>
    public static DateOnly DayOf(DateTimeOffset instant, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(instant.DateTime) == DateOnly.MaxValue ? DateOnly.MaxValue : DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);

    /// <summary>
    /// Whether a text that <see cref="TryInstant"/> reads means exactly one instant. Without an offset, a local time does not where the
    /// zone's clocks change and have it twice or not at all.
    /// </summary>
    public static bool IsUnambiguousInstant(string text, TimeZoneInfo zone) =>
        !TryLocal(text, out var local) || !(zone.IsInvalidTime(local) || zone.IsAmbiguousTime(local));

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
