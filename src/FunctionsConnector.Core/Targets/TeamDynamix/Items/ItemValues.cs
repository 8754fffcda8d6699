using System.Text.Json;
using FunctionsConnector.Core.Catalog;

namespace FunctionsConnector.Core.Targets.TeamDynamix.Items;

/// <summary>
/// Reads a field's value into its canonical text. TeamDynamix shows an empty field as null, as empty text, as the first day of the year 1
/// (with or without an offset), as a GUID of zeros, or as the id 0.
/// </summary>
internal static class ItemValues
{
    private const string NoDate = "0001-";

    public static string? Read(Field field, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            var texts = value.EnumerateArray().Select(one => CanonicalJson.Read(field, one)).OfType<string>().ToList();
            return texts.Count == 0 ? null : CanonicalText.Join(texts);
        }

        // Not read as an instant first: in a zone it may lie before the first day of the calendar.
        var text = value.ValueKind == JsonValueKind.String && field.Type is FieldType.Date or FieldType.DateTime && IsNoDate(value.GetString()!)
            ? null
            : CanonicalJson.Read(field, value);
        return text is null || IsEmpty(field, text) ? null : field.AllowsMultiple ? CanonicalText.Join(CanonicalText.Split(text)) : text;
    }

    /// <summary>Whether TeamDynamix shows an empty field as this canonical text.</summary>
    public static bool IsEmpty(Field field, string text) => field.Type switch
    {
        FieldType.Integer when HoldsId(field) => CanonicalText.TryNumber(text, out var id) && id == 0,
        FieldType.Guid => CanonicalText.TryGuid(text, out var guid) && guid == Guid.Empty,
        FieldType.Date or FieldType.DateTime => IsNoDate(text),
        _ => string.IsNullOrEmpty(text),
    };

    /// <summary>Whether a whole number is an id, not a quantity.</summary>
    public static bool HoldsId(Field field) =>
        field.Choices is not null || (!field.IsCustom && field.Name.EndsWith("ID", StringComparison.OrdinalIgnoreCase));

    private static bool IsNoDate(string text) => string.IsNullOrWhiteSpace(text) || text.StartsWith(NoDate, StringComparison.Ordinal);
}
