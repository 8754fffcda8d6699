using System.Globalization;
using System.Text.Json;
using FunctionsConnector.Sandbox.Autotask.Metadata;

namespace FunctionsConnector.Sandbox.Autotask.Patching;

/// <summary>
/// A value of a request body in the type of its field, or the words with which it is refused. Text is taken for numbers and for
/// yes/no, as the vendor's own sample requests send it; where no live message is known, the wording follows the JSON reader of the
/// web framework that the API is built on.
/// </summary>
/// <param name="Value">The value; null for an empty field.</param>
/// <param name="Refusal">Null if the value can be taken.</param>
internal readonly record struct FieldValue(object? Value, string? Refusal = null)
{
    private const string MomentFormat = "yyyy-MM-ddTHH:mm:ss.FFFZ";

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
            FieldDataType.DateTime => Moment(value),
            _ => new(Text(value)),
        },
    };

    /// <summary>User-defined values are kept as text whatever their type, as the API returns them.</summary>
    public static FieldValue ReadUserDefined(FieldDefinition field, JsonElement value)
    {
        var read = Read(field, value);
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

    /// <summary>All times are kept and returned in UTC (developer help, "Tickets entity"); an offset is taken and converted.</summary>
    private static FieldValue Moment(JsonElement value)
    {
        var text = Text(value);
        return value.ValueKind == JsonValueKind.String
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? new(Format(moment))
            : new(null, AutotaskMessages.NotConvertible(text, "datetime"));
    }

    public static string Format(DateTimeOffset moment) => moment.UtcDateTime.ToString(MomentFormat, CultureInfo.InvariantCulture);

    private static string Text(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static FieldValue Unexpected(JsonElement value) =>
        new(null, AutotaskMessages.UnexpectedCharacter(value.GetRawText()[0]));
}
