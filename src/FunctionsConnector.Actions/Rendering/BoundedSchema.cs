using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FunctionsConnector.Actions.Rendering;

/// <summary>
/// Writes <c>{"&lt;name&gt;":{"type":"object","properties":{…}}, …}</c> with neither references nor alternatives, which designers cannot read.
/// </summary>
internal static class BoundedSchema
{
    /// <summary>Copilot Studio refuses a reply of more than 500 KB.</summary>
    public const int MaxBytes = 500_000;

    // The closing braces after the properties, and the beginning of the next schema.
    private const int Closing = 80;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Drops what exceeds the limit: first the enumerations, then the descriptions of custom fields, then the last fields of each schema.</summary>
    public static ReadOnlyMemory<byte> Render(params IReadOnlyList<SchemaPart> parts) =>
        (Render(parts, SchemaDetail.Full)
            ?? Render(parts, SchemaDetail.NoEnumerations)
            ?? Render(parts, SchemaDetail.NoCustomDescriptions)
            ?? Render(parts, SchemaDetail.FirstFieldsOnly))!.Value;

    private static ReadOnlyMemory<byte>? Render(IReadOnlyList<SchemaPart> parts, SchemaDetail detail)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, Options);
        writer.WriteStartObject();
        for (var index = 0; index < parts.Count; index++)
        {
            // What is left over of its share goes to the next schema.
            if (!TryWrite(writer, parts[index], detail, MaxBytes / parts.Count * (index + 1)))
            {
                return null;
            }
        }

        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }

    private static bool TryWrite(Utf8JsonWriter writer, SchemaPart part, SchemaDetail detail, int limit)
    {
        writer.WriteStartObject(part.Name);
        writer.WriteString("type", "object");
        writer.WriteStartObject("properties");
        foreach (var field in part.Fields)
        {
            var buffer = new ArrayBufferWriter<byte>();
            using var property = new Utf8JsonWriter(buffer, Options);
            part.Write(property, field, detail);
            property.Flush();
            if (writer.BytesCommitted + writer.BytesPending + buffer.WrittenCount + (6 * field.Name.Length) + Closing < limit)
            {
                writer.WritePropertyName(field.Name);
                writer.WriteRawValue(buffer.WrittenSpan, skipInputValidation: true);
            }
            else if (detail != SchemaDetail.FirstFieldsOnly)
            {
                return false;
            }
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
        return true;
    }
}
