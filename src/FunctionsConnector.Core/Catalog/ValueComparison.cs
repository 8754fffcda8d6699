namespace FunctionsConnector.Core.Catalog;

/// <summary>Compares the canonical text that was asked for with the one that a record shows.</summary>
public static class ValueComparison
{
    // Vendors store whole seconds or milliseconds of a more precise time.
    private static readonly TimeSpan Precision = TimeSpan.FromSeconds(1);

    /// <summary>Whether the record shows the value, exactly or written differently.</summary>
    public static bool Same(Field field, string? asked, string? shown) => Compare(field, asked, shown).Match <= ValueMatch.Equivalent;

    public static Comparison Compare(Field field, string? asked, string? shown)
    {
        if (asked is null || shown is null)
        {
            // A text of white space alone may not be kept.
            return asked is not null && IsFreeText(field) && string.IsNullOrWhiteSpace(asked) ? new(ValueMatch.Equivalent) : Comparison.Of(asked is null && shown is null);
        }

        if (field.AllowsMultiple)
        {
            return Comparison.Of(new HashSet<string>(CanonicalText.Split(asked), IsFreeText(field) ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase)
                .SetEquals(CanonicalText.Split(shown)));
        }

        return field.Type switch
        {
            FieldType.Integer or FieldType.Decimal when CanonicalText.TryNumber(asked, out var first) && CanonicalText.TryNumber(shown, out var second)
                => Numbers(field, first, second),
            FieldType.Date or FieldType.DateTime when CanonicalText.TryDay(asked, out _) || CanonicalText.TryDay(shown, out _) => Days(field, asked, shown),
            FieldType.DateTime when Instant(asked, out var first) && Instant(shown, out var second)
                => first == second ? new(ValueMatch.Same) : new((first - second).Duration() < Precision ? ValueMatch.Equivalent : ValueMatch.Different),
            _ when IsFreeText(field) => field.TextKind == TextKind.Html ? Markup.Compare(field, asked, shown) : TextComparison.Compare(field, asked, shown),
            _ => Comparison.Of(string.Equals(asked, shown, StringComparison.OrdinalIgnoreCase)),
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

    /// <summary>
    /// Whether a number differs as a rounded one does, but by more than <see cref="Compare"/> takes for rounding. It may be rounded, or be an
    /// older number near the new one; the record does not tell.
    /// </summary>
    internal static bool MayBeRounded(Field field, string asked, string shown) =>
        field is { Type: FieldType.Integer or FieldType.Decimal, Choices: null, AllowsMultiple: false }
        && CanonicalText.TryNumber(asked, out var first)
        && CanonicalText.TryNumber(shown, out var second)
        && first.Scale > second.Scale
        && Math.Abs(first - second) < 1;

    internal static bool IsFreeText(Field field) => field is { Type: FieldType.Text, Choices: null };

    /// <summary>A number is rounded where the record shows fewer decimals and the difference is not more than half of the last one, or half a hundredth.</summary>
    private static Comparison Numbers(Field field, decimal asked, decimal shown)
    {
        if (asked == shown)
        {
            return new(ValueMatch.Same);
        }

        if (field.RoundingStep is { } step && shown % step == 0 && shown - asked < step && asked - shown <= step / 2)
        {
            return Comparison.Adjusted("rounded");
        }

        // How many decimals the system keeps is not known: zeros at the end are not shown. With two or more it differs by half a hundredth at
        // most; a greater difference would take an older number near the new one for it.
        var halfOfLast = 0.5m;
        for (var decimals = Math.Max(2, (int)shown.Scale); decimals > 0; decimals--)
        {
            halfOfLast /= 10;
        }

        return asked.Scale > shown.Scale && Math.Abs(asked - shown) <= halfOfLast ? Comparison.Adjusted("rounded") : new(ValueMatch.Different);
    }

    private static Comparison Days(Field field, string asked, string shown)
    {
        if (asked == shown)
        {
            return new(ValueMatch.Same);
        }

        // In a field that takes both, a day is the same as its midnight, and any other time on it reads the same.
        return Day(field, asked) is { } day && day == Day(field, shown) ? new(ValueMatch.Equivalent) : new(ValueMatch.Different);
    }

    private static bool Instant(string text, out DateTimeOffset instant) => CanonicalText.TryInstant(text, TimeZoneInfo.Utc, out instant);

    private static DateOnly? Day(Field field, string text) =>
        CanonicalText.TryDay(text, out var day) ? day : Instant(text, out var instant) ? CanonicalText.DayOf(instant, field.Zone) : null;
}
