using System.Text.RegularExpressions;
using FunctionsConnector.Core.Catalog;

namespace FunctionsConnector.Core.Updates.Resolving;

/// <summary>Converts a caller's numbers, and says of a refused one what is wrong with it.</summary>
internal static partial class NumberConverter
{
    public static ConvertedValue ToInteger(Field field, string text)
    {
        // Some vendors store yes and no as 1 and 0.
        var digits = text.ToLowerInvariant() switch { "true" => "1", "false" => "0", _ => text };
        return CanonicalText.TryNumber(digits, out var whole) && whole == decimal.Truncate(whole) && whole is >= long.MinValue and <= long.MaxValue
            ? ConvertedValue.Of(CanonicalText.From(whole))
            : ConvertedValue.Invalid(field, $"not a whole number{Reason(text)}", text);
    }

    public static ConvertedValue ToDecimal(Field field, string text) => CanonicalText.TryNumber(text, out var number)
        ? ConvertedValue.Of(CanonicalText.From(number))
        : ConvertedValue.Invalid(field, $"not a number{Reason(text)}", text);

    // 1,234 is one number in English and another one in German, so it is never guessed.
    private static string Reason(string text) => !Separated().IsMatch(text)
        ? string.Empty
        : ". Write it without separators between thousands and with a point before the decimals, such as 1234.5";

    [GeneratedRegex(@"^[-+]?[0-9]+([.,'’\s_][0-9]+)+\z")]
    private static partial Regex Separated();
}
