namespace FunctionsConnector.Actions.Tests.Definition.Reading;

/// <summary>A value of a JSON document with its position.</summary>
/// <param name="Value">The value; null for JSON null.</param>
/// <param name="Pointer">The JSON pointer (RFC 6901) to it.</param>
internal sealed record Place(JsonNode? Value, string Pointer)
{
    /// <summary>The last step of the pointer: a property's name or an item's number.</summary>
    public string Name => Pointer[(Pointer.LastIndexOf('/') + 1)..].Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);

    /// <summary>The text; null for another value.</summary>
    public string? Text => Value?.GetValueKind() == JsonValueKind.String ? Value.GetValue<string>() : null;

    public bool IsTrue => Value?.GetValueKind() == JsonValueKind.True;

    /// <summary>The properties of an object; empty for another value.</summary>
    public IEnumerable<Place> Properties => Value is JsonObject properties ? properties.Select(pair => Step(pair.Key, pair.Value)) : [];

    /// <summary>The items of an array; empty for another value.</summary>
    public IEnumerable<Place> Items => Value is JsonArray items ? items.Select((item, index) => Step($"{index}", item)) : [];

    /// <summary>This value and all values below it.</summary>
    public IEnumerable<Place> All => Properties.Concat(Items).SelectMany(place => place.All).Prepend(this);

    /// <summary>The property, or null.</summary>
    public Place? Find(string name) => Value is JsonObject properties && properties.TryGetPropertyValue(name, out var value) ? Step(name, value) : null;

    /// <summary>The property's text; null if it is absent or no text.</summary>
    public string? TextOf(string name) => Find(name)?.Text;

    public bool Has(string name) => Find(name) is not null;

    private Place Step(string name, JsonNode? value) =>
        new(value, $"{Pointer}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}");
}
