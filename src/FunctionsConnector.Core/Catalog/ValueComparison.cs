namespace FunctionsConnector.Core.Catalog;

/// <summary>Whether two canonical texts are the same value of a field.</summary>
public static class ValueComparison
{
    // Vendors keep whole seconds or milliseconds of a time that was sent with more.
    private static readonly TimeSpan Precision = TimeSpan.FromSeconds(1);

    public static bool Same(Field field, string? left, string? right)
    {
        if (left is null || right is null)
        {
            return left is null && right is null;
        }

        if (field.AllowsMultiple)
        {
            return new HashSet<string>(CanonicalText.Split(left), IsFreeText(field) ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase)
                .SetEquals(CanonicalText.Split(right));
        }

        return field.Type switch
        {
            FieldType.Integer or FieldType.Decimal when CanonicalText.TryNumber(left, out var first) && CanonicalText.TryNumber(right, out var second)
                => first == second,
            FieldType.DateTime when Moment(left, out var first) && Moment(right, out var second) => (first - second).Duration() < Precision,
            _ when IsFreeText(field) => Line(left) == Line(right),
            _ => string.Equals(left, right, StringComparison.OrdinalIgnoreCase),
        };
    }

    private static bool IsFreeText(Field field) => field is { Type: FieldType.Text, Choices: null };

    private static bool Moment(string text, out DateTimeOffset moment) => CanonicalText.TryMoment(text, TimeZoneInfo.Utc, out moment);

    // Vendors normalise line endings and drop blanks at the end; neither is a different value to a person.
    private static string Line(string text) => text.ReplaceLineEndings("\n").TrimEnd();
}
