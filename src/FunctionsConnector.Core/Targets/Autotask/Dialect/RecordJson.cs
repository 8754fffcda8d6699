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

    /// <summary>The entities with protected user-defined fields. Without the permission for them, the vendor shows none at all.</summary>
    private static readonly string[] MayHideCustom = ["ConfigurationItems", "CompanySiteConfigurations"];

    /// <summary>The record; null where the response has no <c>item</c>.</summary>
    public static Record? Read(JsonElement answer, FieldCatalog catalog) =>
        answer.ValueKind == JsonValueKind.Object && VendorMessages.Property(answer, "item") is { ValueKind: JsonValueKind.Object } item
            ? ReadItem(item, catalog, showsAll: true)
            : null;

    /// <summary>A record of a query, which may leave user-defined fields out although they have values (developer help, "User-defined fields").</summary>
    public static Record ReadFound(JsonElement item, FieldCatalog catalog) => ReadItem(item, catalog, showsAll: false);

    private static Record ReadItem(JsonElement item, FieldCatalog catalog, bool showsAll)
    {
        var values = new Dictionary<string, string?>(StringComparer.Ordinal);
        var showsCustom = false;
        var id = string.Empty;
        foreach (var property in item.EnumerateObject())
        {
            if (string.Equals(property.Name, "id", StringComparison.OrdinalIgnoreCase))
            {
                id = property.Value.ToString();
            }

            if (string.Equals(property.Name, "userDefinedFields", StringComparison.OrdinalIgnoreCase))
            {
                showsCustom = ReadCustom(property.Value, catalog, values);
            }
            else if (catalog.Find(property.Name) is { IsCustom: false } field)
            {
                values[field.Name] = CanonicalJson.Read(field, property.Value);
            }
        }

        if (showsAll && !showsCustom && !MayHideCustom.Contains(catalog.RecordType.Id, StringComparer.OrdinalIgnoreCase))
        {
            SetCustomEmpty(catalog, values);
        }

        return new Record(id, values) { ChangedAt = LastChange(catalog, values) };
    }

    /// <summary>The vendor leaves the collection out where none of its fields has a value (developer help, "User-defined fields").</summary>
    private static void SetCustomEmpty(FieldCatalog catalog, Dictionary<string, string?> values)
    {
        for (var index = 0; index < catalog.Fields.Count; index++)
        {
            if (catalog.Fields[index] is { IsCustom: true, Name: var name })
            {
                values[name] = null;
            }
        }
    }

    private static DateTimeOffset? LastChange(FieldCatalog catalog, Dictionary<string, string?> values)
    {
        DateTimeOffset? last = null;
        foreach (var stamp in Stamps)
        {
            if (catalog.Find(stamp) is { } field && values.GetValueOrDefault(field.Name) is { } text && VendorInstant.TryRead(text, TimeZoneInfo.Utc, out var instant) && !(instant <= last))
            {
                last = instant;
            }
        }

        return last;
    }

    /// <returns>Whether the record shows any user-defined field.</returns>
    private static bool ReadCustom(JsonElement fields, FieldCatalog catalog, Dictionary<string, string?> values)
    {
        if (fields.ValueKind != JsonValueKind.Array || fields.GetArrayLength() == 0)
        {
            return false;
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

        return true;
    }

    /// <summary>Without the permission for protected fields, their values are asterisks, whether filled or not.</summary>
    private static bool IsMasked(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 2 } text && !text.AsSpan().ContainsAnyExcept('*');
}
