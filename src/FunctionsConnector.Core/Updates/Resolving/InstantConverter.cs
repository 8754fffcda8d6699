using FunctionsConnector.Core.Catalog;

namespace FunctionsConnector.Core.Updates.Resolving;

/// <summary>Converts a caller's days and instants.</summary>
/// <param name="zone">The zone of an instant without an offset.</param>
internal readonly struct InstantConverter(TimeZoneInfo zone)
{
    public ConvertedValue ToInstant(Field field, string text)
    {
        if (!CanonicalText.IsUnambiguousInstant(text, zone))
        {
            return ConvertedValue.Invalid(field, $"a time that {zone.Id} has twice or not at all, because the clocks change; give it with an offset", text);
        }

        return CanonicalText.TryInstant(text, zone, out var instant)
            ? ConvertedValue.Of(CanonicalText.From(instant))
            : ConvertedValue.Invalid(field, "not a date and time such as 2026-03-21T14:30:00Z", text);
    }

    public ConvertedValue ToDay(Field field, string text) => CanonicalText.TryInstant(text, zone, out var day)
        ? ConvertedValue.Of(CanonicalText.From(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(day, zone).DateTime)))
        : ConvertedValue.Invalid(field, "not a date such as 2026-03-21", text);
}
