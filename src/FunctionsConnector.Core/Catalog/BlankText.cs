using System.Text;

namespace FunctionsConnector.Core.Catalog;

/// <summary>White space of every kind, and the characters that have no width, which people cannot see and copy along from web pages.</summary>
internal static class BlankText
{
    // Unicode Standard 23.2: zero width space, non-joiner, joiner, word joiner, and the byte order mark as a space.
    private const string ZeroWidth = "\u200B\u200C\u200D\u2060\uFEFF";

    public static bool IsZeroWidth(char character) => ZeroWidth.Contains(character, StringComparison.Ordinal);

    /// <summary>Whether there is nothing to see.</summary>
    public static bool Is(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (!IsOne(character))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The text without blanks at its ends.</summary>
    public static string Trim(string text)
    {
        if (text.Length == 0 || !(IsOne(text[0]) || IsOne(text[^1])))
        {
            return text;
        }

        var (start, end) = (0, text.Length);
        while (start < end && IsOne(text[start]))
        {
            start++;
        }

        while (end > start && IsOne(text[end - 1]))
        {
            end--;
        }

        return text[start..end];
    }

    /// <summary>The text with one space for white space of any kind and length, without zero-width characters and outer blanks.</summary>
    public static string Collapse(string text)
    {
        var collapsed = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsWhiteSpace(rune))
            {
                _ = rune.IsBmp && IsZeroWidth((char)rune.Value) ? collapsed : collapsed.Append(rune.ToString());
            }
            else if (collapsed.Length > 0 && collapsed[^1] != ' ')
            {
                collapsed.Append(' ');
            }
        }

        return collapsed.ToString().TrimEnd(' ');
    }

    private static bool IsOne(char character) => char.IsWhiteSpace(character) || IsZeroWidth(character);
}
