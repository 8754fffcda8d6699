using System.Globalization;
using System.Text;
using System.Text.Json;
using FunctionsConnector.Core.Catalog;

namespace FunctionsConnector.Actions.Rendering;

/// <summary>Describes one field in a schema.</summary>
internal static class SchemaProperty
{
    private const int MaxEnumerated = 100;
    private const int MaxDescribed = 10;

    public static void Write(Utf8JsonWriter writer, FieldCatalog catalog, TimeZoneInfo zone, Field field, SchemaDetail detail)
    {
        var title = FieldTitle.Of(catalog, field);
        var labels = (field.Choices ?? []).Where(choice => choice.IsActive && choice.Label.Length > 0).Select(choice => choice.Label).Distinct().ToList();

        writer.WriteStartObject();
        writer.WriteString("type", TypeOf(field));
        if (FormatOf(field) is { } format)
        {
            writer.WriteString("format", format);
        }

        writer.WriteString("title", title);
        writer.WriteString("x-ms-summary", title);
        if (!field.IsCustom || detail < SchemaDetail.NoCustomDescriptions)
        {
            writer.WriteString("description", Describe(field, zone, labels));
        }

        // The value of a field of several choices is one text, which is not a member of the enumeration.
        if (detail == SchemaDetail.Full && !field.AllowsMultiple && labels.Count is > 0 and <= MaxEnumerated)
        {
            writer.WriteStartArray("enum");
            labels.ForEach(writer.WriteStringValue);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static string TypeOf(Field field) => field switch
    {
        { Choices: not null } or { AllowsMultiple: true } => "string",
        { Reference: not null } => "string",
        { Type: FieldType.Integer } => "integer",
        { Type: FieldType.Decimal } => "number",
        { Type: FieldType.Boolean } => "boolean",
        _ => "string",
    };

    /// <summary>A day is not a date-time: a form would add midnight, which is another day in another zone.</summary>
    private static string? FormatOf(Field field) => field switch
    {
        { Choices: not null } or { AllowsMultiple: true } => null,
        { Type: FieldType.DateTime, TakesDays: false } => "date-time",
        { Type: FieldType.Date } => "date",
        _ => null,
    };

    private static string Describe(Field field, TimeZoneInfo zone, List<string> labels)
    {
        var text = new StringBuilder("Blank leaves it as it is.");
        _ = field.CanBeCleared ? text : text.Append(" It cannot be cleared.");
        _ = field.MaxLength is { } length ? text.Append(CultureInfo.InvariantCulture, $" At most {length} characters.") : text;
        _ = field.AllowsMultiple ? text.Append(" Several values are separated by commas or semicolons.") : text;
        _ = field.Choices is not null ? text.Append(" A label or an id.") : text;
        _ = field.Reference is { } reference ? text.Append(CultureInfo.InvariantCulture, $" An id, or its {reference.By}.") : text;
        _ = field.Choices is null ? text.Append(ZoneOf(field, zone)) : text;
        _ = labels.Count is > 0 and <= MaxDescribed ? text.Append(CultureInfo.InvariantCulture, $" Allowed: {string.Join(", ", labels)}.") : text;
        return text.ToString();
    }

    private static string? ZoneOf(Field field, TimeZoneInfo zone) => field switch
    {
        { TakesDays: true } => $" A day such as 2027-03-21, or a date-time; a date-time without an offset is in the time zone {zone.Id}.",
        { Type: FieldType.Date } => $" A day such as 2027-03-21, in no time zone. Of a date-time, the day in the time zone {zone.Id} is taken.",
        { Type: FieldType.DateTime } => $" A date-time such as 2027-03-21T14:30:00Z; without an offset it is in the time zone {zone.Id}.",
        _ => null,
    };
}
