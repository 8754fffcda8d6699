using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace FunctionsConnector.Sandbox.Values;

/// <summary>Brings values into the form in which they are stored.</summary>
internal static partial class StoredForms
{
    private const int CutAfter = 10;

    /// <summary>The value as it is stored. Forms that do not fit its type leave it as it is.</summary>
    public static object? Apply(this StoredForm form, object? value) => (form, value) switch
    {
        (StoredForm.Rounded, decimal number) => Rounded(number, 2),
        (StoredForm.RoundedToOneDecimal, decimal number) => Rounded(number, 1),
        (StoredForm.RoundedUpToQuarters, decimal number) => Math.Ceiling(number * 4) / 4,
        (StoredForm.Rounded, string text) when decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) =>
            Rounded(number, 2).ToString(CultureInfo.InvariantCulture),
        (_, string text) => Apply(form, text),
        _ => value,
    };

    private static string? Apply(StoredForm form, string text) => form switch
    {
        StoredForm.Trimmed => ZeroWidth().Replace(text, string.Empty).Trim() is { Length: > 0 } trimmed ? trimmed : null,
        StoredForm.Padded => text + "\r\n",
        StoredForm.Composed => text.Normalize(NormalizationForm.FormC).ReplaceLineEndings("\r\n"),
        StoredForm.LowerCase => text.ToLowerInvariant(),
        StoredForm.PhoneFormat => Grouped(string.Concat(text.Where(char.IsAsciiDigit))),
        StoredForm.SecureScheme => $"https://{Scheme().Replace(text, string.Empty)}",
        StoredForm.Cut => text.Length > CutAfter ? text[..CutAfter] : text,
        StoredForm.Ascii => string.Concat(text.Select(character => char.IsAscii(character) ? character : '?')),
        StoredForm.SanitisedMarkup => Tag().Replace(Script().Replace(text, string.Empty), "<$1$2$3>").Replace("<br>", "<br />", StringComparison.Ordinal)
            .Replace("&nbsp;", "\u00A0", StringComparison.Ordinal),
        _ => text,
    };

    // The division removes zeros at the end.
    private static decimal Rounded(decimal number, int decimals) => Math.Round(number, decimals, MidpointRounding.AwayFromZero) / 1.000000000000000000000000000000m;

    private static string Grouped(string digits) => digits.Length == 10 ? $"({digits[..3]}) {digits[3..6]}-{digits[6..]}" : digits;

    [GeneratedRegex("[\u200B\u200C\u200D\u2060\uFEFF]")]
    private static partial Regex ZeroWidth();

    [GeneratedRegex("^[a-zA-Z]+://")]
    private static partial Regex Scheme();

    [GeneratedRegex("<script.*?</script>", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Script();

    [GeneratedRegex("<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*?( ?/?)>")]
    private static partial Regex Tag();
}
