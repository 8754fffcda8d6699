using System.Globalization;
using System.Text.Json;
using FunctionsConnector.Sandbox.Autotask.Metadata;

namespace FunctionsConnector.Sandbox.Autotask.Patching;

/// <summary>
/// A value of a request body in the type of its field, or the message that refuses it. Numbers and Booleans may be sent as text, as in
/// the vendor's sample requests. Where no live message is known, the wording follows the JSON reader of the API's web framework.
/// </summary>
/// <param name="Value">The value; null for an empty field.</param>
/// <param name="Refusal">The error message; null for a valid value.</param>
internal readonly record struct FieldValue(object? Value, string? Refusal = null)
{
    private const string InstantFormat = "yyyy-MM-ddTHH:mm:ss.FFFZ";

    public static FieldValue Read(FieldDefinition field, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => new(null),
        JsonValueKind.Object or JsonValueKind.Array => Unexpected(value),
        _ => field.DataType switch
        {
            FieldDataType.Integer => Whole(value, int.MinValue, int.MaxValue),
            FieldDataType.Long => Whole(value, long.MinValue, long.MaxValue),
            FieldDataType.Decimal or FieldDataType.Double => Number(value),
            FieldDataType.Boolean => Flag(value),
            FieldDataType.DateTime when field.IsDay => Day(value, "yyyy-MM-ddT00:00:00Z"),
            FieldDataType.DateTime => Instant(value),
            _ => new(Text(value)),
        },
    };

    /// <summary>User-defined values of all types are stored as text, as the API returns them.</summary>
    public static FieldValue ReadUserDefined(FieldDefinition field, JsonElement value)
    {
        // Its dates have no time in the user interface, and the API shows them without a zone.
        var read = field.DataType is FieldDataType.DateTime && value.ValueKind is not JsonValueKind.Null
            ? Day(value, "yyyy-MM-ddT00:00:00.0000000")
            : Read(field, value);
        return read.Value is IFormattable number ? read with { Value = number.ToString(null, CultureInfo.InvariantCulture) } : read;
    }

    private static FieldValue Whole(JsonElement value, long lowest, long highest)
    {
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return Unexpected(value);
        }

        var text = Text(value);
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return number >= lowest && number <= highest
                ? new(number)
                : new(null, $"JSON integer {text} is too large or small for an Int32.");
        }

        return new(null, value.ValueKind == JsonValueKind.Number
            ? $"Input string '{text}' is not a valid integer."
            : AutotaskMessages.NotConvertible(text, "int"));
    }

    private static FieldValue Number(JsonElement value)
    {
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return Unexpected(value);
        }

        var text = Text(value);
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? new(number)
            : new(null, AutotaskMessages.NotConvertible(text, "decimal"));
    }

    private static FieldValue Flag(JsonElement value)
    {
        var text = Text(value);
        return text switch
        {
            "1" => new(true),
            "0" => new(false),
            _ when bool.TryParse(text, out var flag) => new(flag),
            _ => new(null, AutotaskMessages.NotConvertible(text, "bit")),
        };
    }

    /// <summary>All times are stored and returned in UTC (developer help, "Tickets entity"); an offset is converted.</summary>
    private static FieldValue Instant(JsonElement value)
    {
        var text = Text(value);
        return value.ValueKind == JsonValueKind.String
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? new(Format(instant))
            : new(null, AutotaskMessages.NotConvertible(text, "datetime"));
    }

    /// <summary>The date as it stands: no zone is converted (developer help, "REST API calls").</summary>
    private static FieldValue Day(JsonElement value, string format)
    {
        var text = Text(value);
        return value.ValueKind == JsonValueKind.String
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? new(instant.DateTime.ToString(format, CultureInfo.InvariantCulture))
            : new(null, AutotaskMessages.NotConvertible(text, "datetime"));
    }

    public static string Format(DateTimeOffset instant) => instant.UtcDateTime.ToString(InstantFormat, CultureInfo.InvariantCulture);

    private static string Text(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static FieldValue Unexpected(JsonElement value) =>
        new(null, AutotaskMessages.UnexpectedCharacter(value.GetRawText()[0]));
}
