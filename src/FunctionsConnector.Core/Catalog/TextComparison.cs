using System.Text;

namespace FunctionsConnector.Core.Catalog;

/// <summary>
/// Compares texts. A system may drop white space that was sent and bring some values into its own form; a text that lost or gained anything
/// else is another one.
/// </summary>
internal static class TextComparison
{
    private static readonly string[] PhoneNames = ["phone", "fax", "pager", "mobile"];

    public static Comparison Compare(Field field, string asked, string shown)
    {
        if (asked == shown)
        {
            return new(ValueMatch.Same);
        }

        var (first, second) = (Normal(asked), Normal(shown));
        return IsWithoutSentSpace(first, second) ? new(ValueMatch.Equivalent)
            : IsMailAddress(first) && string.Equals(first, second, StringComparison.OrdinalIgnoreCase) ? Comparison.Adjusted("letter case changed")
            : IsPhone(field) && Digits(first) is { Length: > 0 } digits && digits == Digits(second) ? Comparison.Adjusted("reformatted")
            : WithoutScheme(first) is { Length: > 0 } address && (IsAddress(first) || IsAddress(second)) && address == WithoutScheme(second) ? Comparison.Adjusted("scheme changed")
            : new(ValueMatch.Different);
    }

    /// <summary>Where two normalised texts begin to differ; the length of the shorter one where it is the beginning of the other.</summary>
    public static int FirstDifference(string one, string other) => one.AsSpan().CommonPrefixLength(other);

    /// <summary>One Unicode form, one line end, one kind of blank.</summary>
    public static string Normal(string text) =>
        Composed(text).ReplaceLineEndings("\n").Replace('\u00A0', ' ').Replace('\u202F', ' ').Replace('\u2007', ' ');

    /// <summary>Whether the second text is the first one without some of its white space and zero-width characters.</summary>
    private static bool IsWithoutSentSpace(string sent, string kept)
    {
        var next = 0;
        foreach (var character in sent)
        {
            if (next < kept.Length && kept[next] == character)
            {
                next++;
            }
            else if (!char.IsWhiteSpace(character) && !IsZeroWidth(character))
            {
                return false;
            }
        }

        return next == kept.Length;
    }

    private static bool IsZeroWidth(char character) => character is '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF';

    /// <summary>The text in Unicode form C. A text with a lone surrogate or the non-character U+FFFE has none and stays as it is.</summary>
    public static string Composed(string text)
    {
        if (text.Contains('\uFFFE', StringComparison.Ordinal))
        {
            return text;
        }

        for (var index = 0; index < text.Length; index += char.IsHighSurrogate(text[index]) ? 2 : 1)
        {
            if (char.IsSurrogate(text[index]) && !(index + 1 < text.Length && char.IsSurrogatePair(text[index], text[index + 1])))
            {
                return text;
            }
        }

        return text.Normalize(NormalizationForm.FormC);
    }

    private static bool IsMailAddress(string text) =>
        text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at == text.LastIndexOf('@') && at < text.Length - 1 && !text.Any(char.IsWhiteSpace);

    private static bool IsPhone(Field field) => PhoneNames.Any(name => field.Name.Contains(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The digits of a phone number; null where the text has letters.</summary>
    private static string? Digits(string text) => text.Any(char.IsLetter) ? null : string.Concat(text.Where(char.IsAsciiDigit));

    private static bool IsAddress(string text) =>
        text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    private static string WithoutScheme(string text) => IsAddress(text) ? text[(text.IndexOf("//", StringComparison.Ordinal) + 2)..] : text;
}
