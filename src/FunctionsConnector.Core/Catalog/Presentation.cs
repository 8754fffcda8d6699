namespace FunctionsConnector.Core.Catalog;

/// <summary>What people are shown of a field and its values.</summary>
public static class Presentation
{
    private const int MostChoicesNamed = 40;

    /// <summary>The labels of the choices, or the value itself; null for empty.</summary>
    public static string? Display(Field field, string? value)
    {
        if (value is null || field.Choices is not { } choices)
        {
            return value;
        }

        string Label(string id) =>
            choices.FirstOrDefault(choice => string.Equals(choice.Id, id, StringComparison.OrdinalIgnoreCase))?.Label ?? id;

        return field.AllowsMultiple ? string.Join(", ", CanonicalText.Split(value).Select(Label)) : Label(value);
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

    /// <summary>A caller's text, fit for a message: short, and without control characters.</summary>
    public static string Quote(string text)
    {
        var shown = text.Length > 100 ? string.Concat(text.AsSpan(0, 100), "…") : text;
        return $"'{string.Concat(shown.Select(character => char.IsControl(character) ? '\uFFFD' : character))}'";
    }
}
