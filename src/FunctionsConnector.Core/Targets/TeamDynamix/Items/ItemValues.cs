using System.Globalization;
using System.Text.Json;
using FunctionsConnector.Core.Catalog;

namespace FunctionsConnector.Core.Targets.TeamDynamix.Items;

/// <summary>
/// Reads what an item holds for a field into its canonical text. TeamDynamix shows an empty field as null, as empty text, as the first
/// day of the year 1 (with or without an offset), as a GUID of zeros, or as the id 0.
/// </summary>
internal static class ItemValues
{
    private const string NoDate = "0001-01-01";

    public static string? Read(Field field, JsonElement value, TimeZoneInfo zone)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            var texts = value.EnumerateArray().Select(one => CanonicalJson.Read(field, one)).OfType<string>().ToList();
            return texts.Count == 0 ? null : CanonicalText.Join(texts);
        }

        var text = value.ValueKind == JsonValueKind.String && field.Type is FieldType.Date or FieldType.DateTime
            ? ReadTime(field, value.GetString()!, zone)
            : CanonicalJson.Read(field, value);
        return text is null || IsEmpty(field, text) ? null : field.AllowsMultiple ? CanonicalText.Join(CanonicalText.Split(text)) : text;
    }

    /// <summary>Whether this canonical text is how TeamDynamix shows an empty field.</summary>
    public static bool IsEmpty(Field field, string text) => field.Type switch
    {
        FieldType.Integer when HoldsId(field) => CanonicalText.TryNumber(text, out var id) && id == 0,
        FieldType.Guid => Guid.TryParse(text, out var guid) && guid == Guid.Empty,
        FieldType.Date or FieldType.DateTime => text.StartsWith(NoDate, StringComparison.Ordinal),
        _ => string.IsNullOrEmpty(text),
    };

    /// <summary>Whether a whole number is the id of something else, not a quantity.</summary>
    public static bool HoldsId(Field field) =>
        field.Choices is not null || (!field.IsCustom && field.Name.EndsWith("ID", StringComparison.OrdinalIgnoreCase));

    private static string? ReadTime(Field field, string text, TimeZoneInfo zone)
    {
        if (string.IsNullOrWhiteSpace(text) || text.StartsWith(NoDate, StringComparison.Ordinal))
        {
            return null;
        }

        // Answers are UTC, whether or not they say so (https://solutions.teamdynamix.com/TDWebApi/Home/AboutDates).
        if (!DateTimeOffset.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var moment))
        {
            return text;
        }

        return field.Type == FieldType.DateTime ? CanonicalText.From(moment) : CanonicalText.From(Day(moment, zone));
    }

    // A day is kept as the midnight that was sent, in UTC, or, where only the day was kept, as midnight UTC.
    private static DateOnly Day(DateTimeOffset moment, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(moment, zone);
        return DateOnly.FromDateTime(local.TimeOfDay != TimeSpan.Zero && moment.TimeOfDay == TimeSpan.Zero ? moment.DateTime : local.DateTime);
    }
}
