using System.Globalization;
using System.Text.Json;
using FunctionsConnector.Core.Catalog;

namespace FunctionsConnector.Core.Targets.TeamDynamix.Items;

/// <summary>An item as a response showed it.</summary>
internal sealed class Item
{
    private readonly Dictionary<string, JsonElement> _properties;

    private Item(Dictionary<string, JsonElement> properties, string id)
    {
        _properties = properties;
        Id = id;
    }

    public string Id { get; }

    /// <summary>Its application; null where the response does not say.</summary>
    public int? App => _properties.TryGetValue("AppID", out var app) && app.ValueKind == JsonValueKind.Number && app.TryGetInt32(out var id) && id > 0
        ? id
        : null;

    /// <summary>The item in a response's body; null where it is no item of this kind.</summary>
    public static Item? From(JsonElement? json, ItemKind kind)
    {
        if (json is not { ValueKind: JsonValueKind.Object } item)
        {
            return null;
        }

        // Builds differ in the case of some properties (ModifiedUid, ModifiedUID).
        var properties = new Dictionary<string, JsonElement>(StringComparer.OrdinalIgnoreCase);
        foreach (var property in item.EnumerateObject())
        {
            properties[property.Name] = property.Value;
        }

        return properties.TryGetValue(kind.IdProperty, out var id) && Scalar(id) is { } text ? new Item(properties, text) : null;
    }

    /// <summary>Whether it is the item with this id, in this type's application.</summary>
    public bool Is(ItemType type, string id) => HasId(id) && (App is null || type.App is null || App == type.App);

    public bool HasId(string id) =>
        CanonicalText.TryGuid(Id, out var own) && CanonicalText.TryGuid(id, out var other) ? own == other : Number(Id) is { } number && number == Number(id);

    /// <summary>The item's fields.</summary>
    /// <param name="catalog">The fields of its type.</param>
    /// <param name="isWhole">
    /// True for a GET, where a missing attribute is empty. The vendor does not document that the response to a PATCH lists all attributes.
    /// </param>
    public Record ToRecord(FieldCatalog catalog, bool isWhole)
    {
        var attributes = Attributes();
        var values = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var field in catalog.Fields)
        {
            if (!field.IsCustom)
            {
                if (_properties.TryGetValue(field.Name, out var value))
                {
                    values[field.Name] = ItemValues.Read(field, value);
                }
            }
            else if (attributes is not null && attributes.TryGetValue(field.Id!, out var held))
            {
                values[field.Name] = ItemValues.Read(field, held);
            }
            else if (attributes is not null && isWhole)
            {
                values[field.Name] = null;
            }
        }

        return new Record(Id, values) { ChangedAt = Stamp("ModifiedDate") ?? Stamp("ModifiedDateUtc"), Display = DisplayOf };

        // People have none.
        DateTimeOffset? Stamp(string name) =>
            catalog.Find(name) is { } field
            && values.GetValueOrDefault(field.Name) is { } text
            && ValueComparison.CanRead(field, text)
            && CanonicalText.TryInstant(text, TimeZoneInfo.Utc, out var instant)
                ? instant
                : null;
    }

    /// <summary>
    /// The label that the response shows for a choice or a reference: <c>StatusName</c> for <c>StatusID</c>, <c>OwnerFullName</c> for
    /// <c>OwnerUid</c>, <c>ValueText</c> for an attribute.
    /// </summary>
    private string? DisplayOf(Field field)
    {
        var name = field.IsCustom ? default : NameOf(field.Name);
        if (field.IsCustom && _properties.TryGetValue("Attributes", out var list) && list.ValueKind == JsonValueKind.Array)
        {
            name = list.EnumerateArray()
                .Where(attribute => attribute.ValueKind == JsonValueKind.Object && attribute.TryGetProperty("ID", out var id) && Scalar(id) == field.Id)
                .Select(attribute => attribute.TryGetProperty("ValueText", out var text) ? text : default)
                .FirstOrDefault();
        }

        return name.ValueKind == JsonValueKind.String ? name.GetString() : null;
    }

    private JsonElement NameOf(string id)
    {
        if (id.EndsWith("UID", StringComparison.OrdinalIgnoreCase))
        {
            return _properties.TryGetValue($"{id[..^3]}FullName", out var full) ? full : _properties.GetValueOrDefault($"{id[..^3]}Name");
        }

        return _properties.GetValueOrDefault(id.EndsWith("ID", StringComparison.OrdinalIgnoreCase) ? $"{id[..^2]}Name" : id);
    }

    private Dictionary<string, JsonElement>? Attributes()
    {
        if (!_properties.TryGetValue("Attributes", out var list) || list.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var attributes = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var attribute in list.EnumerateArray().Where(attribute => attribute.ValueKind == JsonValueKind.Object))
        {
            if (attribute.TryGetProperty("ID", out var id) && Scalar(id) is { } text && attribute.TryGetProperty("Value", out var value))
            {
                attributes[text] = value;
            }
        }

        return attributes;
    }

    private static string? Scalar(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.String => value.GetString(),
        _ => null,
    };

    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
