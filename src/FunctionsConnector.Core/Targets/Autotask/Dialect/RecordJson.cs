using System.Text.Json;
using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Targets.Autotask.Calls;

namespace FunctionsConnector.Core.Targets.Autotask.Dialect;

/// <summary>Reads the <c>item</c> of a response into a record.</summary>
internal static class RecordJson
{
    /// <summary>The stamps of a record's last change; the entities differ in their names.</summary>
    private static readonly string[] Stamps =
    [
        "lastActivityDate", "lastActivityDateTime", "lastModifiedDate", "lastModifiedDateTime", "lastModifiedTime",
        "lastTrackedModificationDateTime", "lastTrackedModifiedDateTime",
    ];

    /// <summary>The record; null where the response has no <c>item</c>.</summary>
    public static Record? Read(JsonElement answer, FieldCatalog catalog)
    {
        if (answer.ValueKind != JsonValueKind.Object || VendorMessages.Property(answer, "item") is not { ValueKind: JsonValueKind.Object } item)
        {
            return null;
        }

        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        var id = string.Empty;
        foreach (var property in item.EnumerateObject())
        {
            if (string.Equals(property.Name, "id", StringComparison.OrdinalIgnoreCase))
            {
                id = property.Value.ToString();
            }

            if (string.Equals(property.Name, "userDefinedFields", StringComparison.OrdinalIgnoreCase))
            {
                ReadCustom(property.Value, catalog, values);
            }
            else if (catalog.Find(property.Name) is { IsCustom: false } field)
            {
                values[field.Name] = CanonicalJson.Read(field, property.Value);
            }
        }

        return new Record(id, values) { ChangedAt = LastChange(values) };
    }

    private static DateTimeOffset? LastChange(Dictionary<string, string?> values)
    {
        DateTimeOffset? last = null;
        foreach (var stamp in Stamps)
        {
            if (values.GetValueOrDefault(stamp) is { } text && VendorInstant.TryRead(text, TimeZoneInfo.Utc, out var instant) && !(instant <= last))
            {
                last = instant;
            }
        }

        return last;
    }

    private static void ReadCustom(JsonElement fields, FieldCatalog catalog, Dictionary<string, string?> values)
    {
        if (fields.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        foreach (var entry in fields.EnumerateArray())
        {
            if (entry.ValueKind == JsonValueKind.Object
                && VendorMessages.Property(entry, "name") is { ValueKind: JsonValueKind.String } name
                && catalog.FindCustom(name.GetString()!) is { } field
                && VendorMessages.Property(entry, "value") is { } value
                && !IsMasked(value))
            {
                values[field.Name] = CanonicalJson.Read(field, value);
            }
        }
    }

    /// <summary>Without the permission for protected fields, their values are asterisks, whether filled or not.</summary>
    private static bool IsMasked(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 2 } text && !text.AsSpan().ContainsAnyExcept('*');
}
