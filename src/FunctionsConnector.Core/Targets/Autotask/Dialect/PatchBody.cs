using System.Globalization;
using System.Text.Json;
using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Json;
using FunctionsConnector.Core.Patching;

namespace FunctionsConnector.Core.Targets.Autotask.Dialect;

/// <summary>
/// Autotask's PATCH dialect: one object with the id and only the changed fields; null clears. User-defined fields are an array of names
/// and texts (the vendor answers an object with an unexpected error).
/// </summary>
internal static class PatchBody
{
    public static string Write(PlannedUpdate update)
    {
        var buffer = JsonBuffer.Take();
        var writer = buffer.Writer;
        writer.WriteStartObject();
        writer.WritePropertyName("id");
        writer.WriteRawValue(update.Record.RecordId);
        WriteStandard(writer, update.Changes);
        WriteCustom(writer, update.Changes);
        writer.WriteEndObject();
        return buffer.ToText();
    }

    private static void WriteStandard(Utf8JsonWriter writer, IReadOnlyList<Change> changes)
    {
        for (var index = 0; index < changes.Count; index++)
        {
            if (changes[index] is { Field.IsCustom: false } change)
            {
                writer.WritePropertyName(change.Field.Name);
                WriteValue(writer, change);
            }
        }
    }

    private static void WriteValue(Utf8JsonWriter writer, Change change)
    {
        switch (change.Field.Type)
        {
            case var _ when change.Value is null:
                writer.WriteNullValue();
                break;
            case FieldType.Integer or FieldType.Decimal when CanonicalText.TryNumber(change.Value, out var number):
                // Metadata has picklist values as text even where the field is a number.
                writer.WriteNumberValue(number);
                break;
            case FieldType.Boolean:
                writer.WriteBooleanValue(change.Value == CanonicalText.From(true));
                break;
            default:
                writer.WriteStringValue(Text(change));
                break;
        }
    }

    private static void WriteCustom(Utf8JsonWriter writer, IReadOnlyList<Change> all)
    {
        if (!all.Any(change => change.Field.IsCustom))
        {
            return;
        }

        writer.WriteStartArray("userDefinedFields");
        foreach (var change in all.Where(change => change.Field.IsCustom))
        {
            writer.WriteStartObject();
            writer.WriteString("name", change.Field.Id);
            if (change.Value is null)
            {
                writer.WriteNull("value");
            }
            else
            {
                writer.WriteString("value", Text(change));
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>
    /// Instants are sent in UTC with milliseconds, as in the vendor's samples. A day is sent as midnight UTC: the vendor takes the date as it
    /// stands and converts nothing (the vendor's developer help, "REST API calls").
    /// </summary>
    private static string Text(Change change) => change.Field.Type is not (FieldType.Date or FieldType.DateTime)
        ? change.Value!
        : CanonicalText.TryDay(change.Value!, out _) ? $"{change.Value}T00:00:00Z"
        : CanonicalText.TryInstant(change.Value!, TimeZoneInfo.Utc, out var instant)
            ? instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)
            : change.Value!;
}
