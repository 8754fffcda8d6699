using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FunctionsConnector.Sandbox.TeamDynamix.Attributes;

namespace FunctionsConnector.Sandbox.TeamDynamix.Items;

/// <summary>Writes the JSON of an item, with a sentinel for each empty value.</summary>
internal static class ItemWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="item">The item.</param>
    /// <param name="attributes">Its custom attributes; null to omit them.</param>
    public static string Write(ItemState item, AttributeSet? attributes)
    {
        using var stream = new MemoryStream(8192);
        using (var writer = new Utf8JsonWriter(stream, Options))
        {
            writer.WriteStartObject();
            for (var position = 0; position < item.Kind.Fields.Count; position++)
            {
                writer.WritePropertyName(item.Kind.Fields[position].JsonName);
                WriteValue(writer, item.Kind.Fields[position], item.At(position));
            }

            if (attributes is not null)
            {
                writer.WriteStartArray("Attributes");
                foreach (var attribute in attributes.All)
                {
                    attribute.Write(writer, item.Attribute(attribute.Id));
                }

                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static void WriteValue(Utf8JsonWriter writer, FieldDefinition field, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteRawValue(field.Empty, skipInputValidation: true);
                break;
            case long number:
                writer.WriteNumberValue(number);
                break;
            case decimal number:
                writer.WriteNumberValue(number);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case IReadOnlyList<string> list:
                JsonSerializer.Serialize(writer, list);
                break;
            default:
                writer.WriteStringValue((string)value);
                break;
        }
    }
}
