using FunctionsConnector.Core.Catalog;

namespace FunctionsConnector.Core.Updates;

/// <summary>Says how a field differs from what was asked for. Of long texts it shows the place where they begin to differ.</summary>
internal static class DifferenceText
{
    /// <summary>Shorter texts are shown whole.</summary>
    private const int Long = 80;

    private const int Before = 20;
    private const int After = 40;

    /// <summary>For a field that was to be changed.</summary>
    public static string Of(Field field, string? asked, string? shown) => Differ(field, asked, shown, out var text)
        ? $"{field.Label} is not what was asked for: {text}"
        : $"{field.Label} was to be {Presentation.Describe(field, asked)} and is {Presentation.Describe(field, shown)}.{Rounding(field, asked, shown)}";

    /// <summary>For a field that must have a value.</summary>
    public static string OfCondition(Field field, string? expected, string? shown) => Differ(field, expected, shown, out var text)
        ? $"{field.Label} is another text: {text}"
        : $"{field.Label} is {Presentation.Describe(field, shown)}, not {Presentation.Describe(field, expected)}.";

    private static string Rounding(Field field, string? asked, string? shown) =>
        asked is not null && shown is not null && ValueComparison.MayBeRounded(field, asked, shown)
            ? " The system may have rounded it, or the update may not have been made: the record does not tell."
            : string.Empty;

    private static bool Differ(Field field, string? asked, string? shown, out string text)
    {
        text = string.Empty;
        if (asked is null || shown is null || !ValueComparison.IsFreeText(field) || Math.Max(asked.Length, shown.Length) <= Long)
        {
            return false;
        }

        var (first, second) = (TextComparison.Normal(asked), TextComparison.Normal(shown));
        var at = TextComparison.FirstDifference(first, second);
        text = $"from character {at + 1} on it has {Part(second, at)} instead of {Part(first, at)} ({shown.Length} characters instead of {asked.Length}).";
        return true;
    }

    private static string Part(string text, int at)
    {
        if (at == text.Length)
        {
            return "nothing";
        }

        var start = Math.Max(0, at - Before);
        var end = Math.Min(text.Length, at + After);
        return Presentation.Quote($"{(start > 0 ? Presentation.Ellipsis : string.Empty)}{text[start..end]}{(end < text.Length ? Presentation.Ellipsis : string.Empty)}");
    }
}
