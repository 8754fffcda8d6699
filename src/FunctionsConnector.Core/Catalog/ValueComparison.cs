namespace FunctionsConnector.Core.Catalog;

/// <summary>Whether two canonical texts are the same value of a field.</summary>
public static class ValueComparison
{
    // Vendors store whole seconds or milliseconds of a more precise time.
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
            FieldType.Date or FieldType.DateTime when CanonicalText.TryDay(left, out _) || CanonicalText.TryDay(right, out _)
                => Day(field, left) is { } day && day == Day(field, right),
            FieldType.DateTime when Instant(left, out var first) && Instant(right, out var second) => (first - second).Duration() < Precision,
            _ when IsFreeText(field) => Line(left) == Line(right),
            _ => string.Equals(left, right, StringComparison.OrdinalIgnoreCase),
        };
    }

    /// <summary>
    /// Whether a vendor's text is in the canonical form of the field's type. Another form may mean any value, also the same one.
    /// </summary>
    public static bool CanRead(Field field, string? text) => text is null || field.AllowsMultiple || field.Choices is not null || field.Type switch
    {
        FieldType.Integer or FieldType.Decimal => CanonicalText.TryNumber(text, out _),
        FieldType.Date => CanonicalText.TryDay(text, out _),

        // A time without an offset that could not be read stays as it is.
        FieldType.DateTime => text.EndsWith('Z') && Instant(text, out _),
        FieldType.Boolean => text is "true" or "false",
        FieldType.Guid => CanonicalText.TryGuid(text, out _),
        _ => true,
    };

    private static bool IsFreeText(Field field) => field is { Type: FieldType.Text, Choices: null };

    private static bool Instant(string text, out DateTimeOffset instant) => CanonicalText.TryInstant(text, TimeZoneInfo.Utc, out instant);

    private static DateOnly? Day(Field field, string text) =>
        CanonicalText.TryDay(text, out var day) ? day : Instant(text, out var instant) ? CanonicalText.DayOf(instant, field.Zone) : null;

    // Vendors normalise line ends and drop white space at the end.
    private static string Line(string text) => text.ReplaceLineEndings("\n").TrimEnd();
}
