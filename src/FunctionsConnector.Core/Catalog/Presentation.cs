using System.Text;

namespace FunctionsConnector.Core.Catalog;

/// <summary>What people are shown of a field and its values.</summary>
public static class Presentation
{
    /// <summary>What stands where the rest of a text was left out.</summary>
    public const char Cut = '…';

    private const int MostChoicesNamed = 40;

    /// <summary>The labels of the choices, or the value itself; null for empty.</summary>
    public static string? Display(Field field, string? value)
    {
        if (value is null || field.Choices is not { } choices)
        {
            return value;
        }

        return field.AllowsMultiple ? string.Join(", ", CanonicalText.Split(value).Select(id => LabelOf(choices, id))) : LabelOf(choices, value);
    }

    /// <summary>The labels, as many as a sentence bears.</summary>
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

    /// <summary>A caller's text, fit for a message.</summary>
    public static string Quote(string text) => $"'{OneLine(text, 100)}'";

    /// <summary>
    /// The text on one line of a message or of the log, cut where it is longer: what would end the line, steer a terminal, turn the
    /// order of the letters around it or is half a character is replaced.
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
            line.Append(IsSteering(rune) ? instead.ToString() : rune.ToString());
        }

        return line.ToString();
    }

    /// <summary>The text, or its beginning with an ellipsis; never half a character of it.</summary>
    public static string Shorten(string text, int most) => text.Length <= most
        ? text
        : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[most - 1]) ? most - 1 : most), [Cut]);

    private static string LabelOf(IReadOnlyList<Choice> choices, string id) =>
        choices.FirstOrDefault(choice => string.Equals(choice.Id, id, StringComparison.OrdinalIgnoreCase))?.Label ?? id;

    /// <summary>Control characters, line ends beyond them, and the marks that turn the direction of writing (Unicode Standard Annex 9).</summary>
    private static bool IsSteering(Rune rune) =>
        Rune.IsControl(rune)
        || rune.Value is 0x061C or 0x200E or 0x200F or (>= 0x2028 and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
