using System.Globalization;
using System.Text.Json;
using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Json;
using FunctionsConnector.Core.Patching;
using FunctionsConnector.Core.Targets.TeamDynamix.Items;

namespace FunctionsConnector.Core.Targets.TeamDynamix.Dialect;

/// <summary>
/// Writes changes as TeamDynamix's array of operations (https://solutions.teamdynamix.com/TDWebApi/Home/AboutPatching): <c>add</c> sets,
/// with or without an old value; <c>remove</c> clears; an attribute is addressed by its id.
/// </summary>
internal static class PatchDialect
{
    /// <summary>The body, byte for byte.</summary>
    /// <param name="changes">In the order of the operations.</param>
    /// <param name="kind">The kind of the item.</param>
    public static string Write(IEnumerable<Change> changes, ItemKind kind)
    {
        var buffer = JsonBuffer.Take();
        var writer = buffer.Writer;
        writer.WriteStartArray();
        foreach (var change in changes)
        {
            Write(writer, change, kind);
        }

        writer.WriteEndArray();
        return buffer.ToText();
    }

    /// <summary>The path of the field in a PATCH.</summary>
    public static string PathOf(Field field) => field.IsCustom ? $"/attributes/{field.Id}" : $"/{field.Name}";

    private static void Write(Utf8JsonWriter writer, Change change, ItemKind kind)
    {
        var value = change.Value ?? (!change.Field.IsCustom && kind.ClearedByMinusOne.Contains(change.Field.Name) ? "-1" : null);
        writer.WriteStartObject();
        writer.WriteString("op", value is null ? "remove" : "add");
        writer.WriteString("path", PathOf(change.Field));
        if (value is not null)
        {
            writer.WritePropertyName("value");
            WriteValue(writer, change.Field, value);
        }

        writer.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter writer, Field field, string value)
    {
        switch (field)
        {
            case { Type: FieldType.Date or FieldType.DateTime }:
                writer.WriteStringValue(WithOffset(field, value));
                break;

            // The value of an attribute is always a text; of a picklist, its choice ids with commas
            // (https://solutions.teamdynamix.com/TDWebApi/Home/type/TeamDynamix.Api.CustomAttributes.CustomAttribute).
            case { IsCustom: true }:
                writer.WriteStringValue(value);
                break;
            case { AllowsMultiple: true }:
                writer.WriteStartArray();
                Array.ForEach(CanonicalText.Split(value), writer.WriteStringValue);
                writer.WriteEndArray();
                break;
            case { Type: FieldType.Integer or FieldType.Decimal } when CanonicalText.TryNumber(value, out var number):
                writer.WriteNumberValue(number);
                break;
            case { Type: FieldType.Boolean }:
                writer.WriteBooleanValue(value == "true");
                break;
            default:
                writer.WriteStringValue(value);
                break;
        }
    }

    /// <summary>
    /// With an offset, as https://solutions.teamdynamix.com/TDWebApi/Home/AboutDates asks. A day is the midnight at its start in the server's
    /// zone, to which TeamDynamix refers the dates that it keeps without a time; with another offset it may keep the day before or after.
    /// </summary>
    private static string WithOffset(Field field, string value)
    {
        var isDay = CanonicalText.TryDay(value, out _);
        return CanonicalText.TryInstant(value, isDay ? field.Zone : TimeZoneInfo.Utc, out var instant)
            ? instant.ToString(isDay ? "yyyy-MM-dd'T'HH:mm:sszzz" : "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            : value;
    }
}
