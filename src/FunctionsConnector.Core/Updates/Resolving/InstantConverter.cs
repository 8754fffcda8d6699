using FunctionsConnector.Core.Catalog;

namespace FunctionsConnector.Core.Updates.Resolving;

/// <summary>Converts a caller's days and instants.</summary>
/// <param name="zone">The zone of an instant without an offset.</param>
internal readonly struct InstantConverter(TimeZoneInfo zone)
{
    public ConvertedValue ToInstant(Field field, string text)
    {
        if (field.TakesDays && CanonicalText.TryDay(text, out _))
        {
            return ConvertedValue.Of(text);
        }

        if (!CanonicalText.IsUnambiguousInstant(text, zone))
        {
            return ConvertedValue.Invalid(field, $"a time that {zone.Id} has twice or not at all, because the clocks change; give it with an offset", text);
        }

        return CanonicalText.TryInstant(text, zone, out var instant)
            ? ConvertedValue.Of(CanonicalText.From(instant))
            : ConvertedValue.Invalid(field, "not a date and time such as 2026-03-21T14:30:00Z", text);
    }

    /// <summary>A date as it stands, in no zone. Of an instant, the day in the zone, with a warning.</summary>
    public ConvertedValue ToDay(Field field, string text)
    {
        if (CanonicalText.TryLocal(text, out var local))
        {
            return Day(field, text, DateOnly.FromDateTime(local), hasTime: local.TimeOfDay != TimeSpan.Zero);
        }

        return CanonicalText.TryInstant(text, zone, out var instant)
            ? Day(field, text, CanonicalText.DayOf(instant, zone), hasTime: true)
            : ConvertedValue.Invalid(field, "not a date such as 2026-03-21", text);
    }

    private ConvertedValue Day(Field field, string text, DateOnly day, bool hasTime) => ConvertedValue.Of(CanonicalText.From(day)) with
    {
        Warning = hasTime ? $"{field.Label} holds a day without a time: of {Presentation.Quote(text)}, the day in {zone.Id} was taken, {CanonicalText.From(day)}." : null,
    };
}
