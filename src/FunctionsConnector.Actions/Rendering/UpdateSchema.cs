using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using FunctionsConnector.Core.Catalog;

namespace FunctionsConnector.Actions.Rendering;

/// <summary>
/// Writes <c>{"schema":{"type":"object","properties":{…}}}</c> with neither references nor alternatives, which designers cannot read.
/// </summary>
internal static class UpdateSchema
{
    /// <summary>Copilot Studio refuses a reply of more than 500 KB.</summary>
    public const int MaxBytes = 500_000;

    // The closing braces after the properties.
    private const int Closing = 16;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Drops what exceeds the limit: first the enumerations, then the descriptions of custom fields, then the last fields.</summary>
    public static ReadOnlyMemory<byte> Render(FieldCatalog catalog) =>
        (Render(catalog, SchemaDetail.Full)
            ?? Render(catalog, SchemaDetail.NoEnumerations)
            ?? Render(catalog, SchemaDetail.NoCustomDescriptions)
            ?? Render(catalog, SchemaDetail.FirstFieldsOnly))!.Value;

    private static ReadOnlyMemory<byte>? Render(FieldCatalog catalog, SchemaDetail detail)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, Options);
        writer.WriteStartObject();
        writer.WriteStartObject("schema");
        writer.WriteString("type", "object");
        writer.WriteStartObject("properties");
        foreach (var property in catalog.Fields.Where(field => field.IsWritable).Select(field => PropertyOf(catalog, field, detail)))
        {
            if (writer.BytesCommitted + writer.BytesPending + property.Json.Length + (6 * property.Name.Length) + Closing < MaxBytes)
            {
                writer.WritePropertyName(property.Name);
                writer.WriteRawValue(property.Json.Span, skipInputValidation: true);
            }
            else if (detail != SchemaDetail.FirstFieldsOnly)
            {
                return null;
            }
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }

    private static (string Name, ReadOnlyMemory<byte> Json) PropertyOf(FieldCatalog catalog, Field field, SchemaDetail detail)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, Options);
        SchemaProperty.Write(writer, catalog, field, detail);
        writer.Flush();
        return (field.Name, buffer.WrittenMemory);
    }
}
