using System.Text.Json;

namespace FunctionsConnector.Core.Catalog;

/// <summary>Reads a field's JSON value into its canonical text.</summary>
public static class CanonicalJson
{
    /// <returns>The canonical text; null for JSON null and empty text. A value of another type stays as it is written.</returns>
    public static string? Read(Field field, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.True => field.Type is FieldType.Integer ? "1" : CanonicalText.From(true),
        JsonValueKind.False => field.Type is FieldType.Integer ? "0" : CanonicalText.From(false),
        JsonValueKind.Number => FromText(field, value.GetRawText()),
        JsonValueKind.String => value.GetString() is { Length: > 0 } text ? FromText(field, text) : null,
        _ => value.GetRawText(),
    };

    private static string FromText(Field field, string text) => field.Type switch
    {
        FieldType.Integer or FieldType.Decimal when CanonicalText.TryNumber(text, out var number) => CanonicalText.From(number),
        FieldType.Boolean => text.ToUpperInvariant() switch { "1" or "TRUE" => "true", "0" or "FALSE" => "false", _ => text },
        FieldType.DateTime when VendorInstant.TryRead(text, field.Zone, out var instant) => CanonicalText.From(instant),
        FieldType.Date when VendorInstant.TryReadDay(text, field.Zone, out var day) => CanonicalText.From(day),
        FieldType.Guid when CanonicalText.TryGuid(text, out var guid) => CanonicalText.From(guid),
        _ => text,
    };
}
