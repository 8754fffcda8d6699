using System.Text;

namespace FunctionsConnector.Core.Catalog;

/// <summary>Texts for people: values, labels and shortened input.</summary>
public static class Presentation
{
    /// <summary>Replaces the rest of a shortened text.</summary>
    public const char Ellipsis = '…';

    private const int MostChoicesNamed = 40;

    /// <summary>The labels of the choices, or the value itself; null for empty.</summary>
    public static string? Display(Field field, string? value)
    {
        if (value is null || field.Choices is null)
        {
            return value;
        }

        return field.AllowsMultiple ? string.Join(", ", CanonicalText.Split(value).Select(id => LabelOf(field, id))) : LabelOf(field, value);
    }

    /// <summary>The labels, at most forty.</summary>
    public static string List(IEnumerable<string> labels)
    {
        var all = labels.ToList();
        return all.Count switch
        {
            0 => "(none)",
            <= MostChoicesNamed => string.Join(", ", all),
            _ => $"{string.Join(", ", all.Take(MostChoicesNamed))} … ({all.Count} in all)",
        };
    }

    /// <summary>A caller's text in quotes, on one line and shortened.</summary>
    public static string Quote(string text) => $"'{OneLine(text, 100)}'";

    /// <summary>A value in quotes, or the word "empty".</summary>
    public static string Describe(Field field, string? value) => Display(field, value) is { } display ? Quote(display) : "empty";

    /// <summary>
    /// The text on one line of a message or log, shortened. Line ends, control characters, marks that change the writing direction and
    /// lone surrogates are replaced.
    /// </summary>
    public static string OneLine(string text, int most, char instead = '\uFFFD')
    {
        if (text.Length <= most && !text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            return text;
        }

        var line = new StringBuilder();
        foreach (var rune in Shorten(text, most).EnumerateRunes())
        {
            line.Append(IsControl(rune) ? instead.ToString() : rune.ToString());
        }

        return line.ToString();
    }

    /// <summary>The text, or its beginning with an ellipsis. It never splits a surrogate pair.</summary>
    public static string Shorten(string text, int most) => text.Length <= most
        ? text
        : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[most - 1]) ? most - 1 : most), [Ellipsis]);

    private static string LabelOf(Field field, string id) => field.FindChoice(id)?.Label ?? id;

    /// <summary>Control characters, Unicode line ends, and the marks that change the writing direction (Unicode Standard Annex 9).</summary>
    private static bool IsControl(Rune rune) =>
        Rune.IsControl(rune)
        || rune.Value is 0x061C or 0x200E or 0x200F or (>= 0x2028 and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
