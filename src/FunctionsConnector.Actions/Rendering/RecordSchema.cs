using System.Text.Json;
using FunctionsConnector.Core.Catalog;

namespace FunctionsConnector.Actions.Rendering;

/// <summary>
/// Writes <c>{"valueSchema":{…},"labelSchema":{…}}</c>: what <c>values</c> and <c>labels</c> of a record can hold, so that a designer
/// offers an output per field. Every output is a text, because platforms refuse a reply with another type than the schema's.
/// </summary>
internal static class RecordSchema
{
    public static ReadOnlyMemory<byte> Render(FieldCatalog catalog, TimeZoneInfo zone) => BoundedSchema.Render(
        new SchemaPart(
            "valueSchema",
            catalog.Fields,
            (writer, field, detail) => Write(writer, FieldTitle.Of(catalog, field), Describe(field), field, detail)),
        new SchemaPart(
            "labelSchema",
            catalog.Fields.Where(field => field.Choices is not null || field.Reference is not null),
            (writer, field, detail) => Write(writer, $"{FieldTitle.Of(catalog, field)} Label", DescribeLabel(field), field, detail)));

    private static void Write(Utf8JsonWriter writer, string title, string description, Field field, SchemaDetail detail)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "string");
        writer.WriteString("title", title);
        writer.WriteString("x-ms-summary", title);
        if (!field.IsCustom || detail < SchemaDetail.NoCustomDescriptions)
        {
            writer.WriteString("description", description);
        }

        writer.WriteEndObject();
    }

    private static string Describe(Field field) => field switch
    {
        { AllowsMultiple: true } => "The ids of the choices, separated by commas.",
        { Choices: not null } => "The id of the choice.",
        { Reference: { } reference } => $"The id of the {reference.To}.",
        { TakesDays: true } => "A day such as 2027-03-21 in no time zone, or a date-time in UTC.",
        { Type: FieldType.Date } => "A day such as 2027-03-21, in no time zone.",
        { Type: FieldType.DateTime } => "A date-time in UTC, such as 2027-03-21T14:30:00Z.",
        { Type: FieldType.Boolean } => "true or false.",
        { Type: FieldType.Integer or FieldType.Decimal } => "A number as text.",
        _ => "The value as text.",
    };

    private static string DescribeLabel(Field field) => field switch
    {
        { AllowsMultiple: true } => "The labels of the choices, separated by commas.",
        { Choices: not null } => "The label of the choice.",
        _ => $"The name of the {field.Reference!.To}, where the system shows it.",
    };
}
