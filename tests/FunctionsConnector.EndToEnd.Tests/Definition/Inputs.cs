using System.Collections.Immutable;

namespace FunctionsConnector.EndToEnd.Tests.Definition;

/// <summary>The values of a flow author so far, by the name of the input.</summary>
internal sealed record Inputs
{
    public static readonly Inputs None = new();

    private ImmutableDictionary<string, JsonNode?> Values { get; init; } = ImmutableDictionary<string, JsonNode?>.Empty;

    public JsonNode? this[string name] => Values.GetValueOrDefault(name);

    public bool Has(string name) => Values.ContainsKey(name);

    public Inputs With(string name, JsonNode? value) => new() { Values = Values.SetItem(name, value) };

    public Inputs Without(string name) => new() { Values = Values.Remove(name) };

    /// <summary>The value as text for a path or a query.</summary>
    public string? Text(string name) => this[name] is { } value ? value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString() : null;

    public override string ToString() => string.Join(", ", Values.Select(pair => $"{pair.Key}={pair.Value?.ToJsonString()}").Order());
}
