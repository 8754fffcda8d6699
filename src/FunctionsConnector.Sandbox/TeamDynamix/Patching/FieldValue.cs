using System.Globalization;
using System.Text.Json;
using FunctionsConnector.Sandbox.TeamDynamix.Items;

namespace FunctionsConnector.Sandbox.TeamDynamix.Patching;

/// <summary>
/// Converts JSON to the value of a standard field. Numbers and flags may be sent as text; null, empty text and zeros clear.
/// </summary>
internal static class FieldValue
{
    public static ReadValue Read(FieldDefinition field, JsonElement sent, TeamDynamixBehavior behavior)
    {
        if (sent.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined || IsEmptyText(sent))
        {
            return ReadValue.Empty;
        }

        return field.Type switch
        {
            FieldType.TextList => TextList(field, sent),
            _ when Text(sent) is not { } text => Wrong(field),
            FieldType.Text => field.MaxLength > 0 && Text(sent)!.Length > field.MaxLength
                ? ReadValue.Refused(TeamDynamixMessages.TooLong(field.Name, field.MaxLength))
                : new(Text(sent)),
            FieldType.Integer => Integer(field, Text(sent)!),
            FieldType.Decimal => decimal.TryParse(Text(sent), NumberStyles.Float, CultureInfo.InvariantCulture, out var amount)
                ? new(amount == 0 ? null : amount)
                : Wrong(field),
            FieldType.Boolean => bool.TryParse(Text(sent), out var flag) ? new(flag) : Wrong(field),
            FieldType.Guid => Guid.TryParse(Text(sent), out var guid) ? new(guid == Guid.Empty ? null : guid.ToString()) : Wrong(field),
            _ => Instant(field, sent, behavior),
        };
    }

    /// <summary>The text of a single value; null for lists and objects.</summary>
    public static string? Text(JsonElement sent) => sent.ValueKind switch
    {
        JsonValueKind.String => sent.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => sent.GetRawText(),
        _ => null,
    };

    private static ReadValue Integer(FieldDefinition field, string text)
    {
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return Wrong(field);
        }

        return new(number == 0 || (number == -1 && field.MinusOneClears) ? null : (long)number);
    }

    private static ReadValue Instant(FieldDefinition field, JsonElement sent, TeamDynamixBehavior behavior)
    {
        var instant = sent.ValueKind == JsonValueKind.String ? InstantText.Read(sent.GetString()!, field.IsDay, behavior) : null;
        return instant is null ? Wrong(field) : new(instant.Length == 0 ? null : instant);
    }

    private static ReadValue TextList(FieldDefinition field, JsonElement sent)
    {
        if (sent.ValueKind != JsonValueKind.Array || sent.EnumerateArray().Any(entry => entry.ValueKind != JsonValueKind.String))
        {
            return Wrong(field);
        }

        var texts = sent.EnumerateArray().Select(entry => entry.GetString()!).ToList();
        return new(texts.Count == 0 ? null : texts);
    }

    private static bool IsEmptyText(JsonElement sent) => sent.ValueKind == JsonValueKind.String && sent.GetString()!.Length == 0;

    private static ReadValue Wrong(FieldDefinition field) => ReadValue.Refused(TeamDynamixMessages.WrongType(field.Name));
}
