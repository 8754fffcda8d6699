namespace FunctionsConnector.EndToEnd.Tests.Infrastructure;

/// <summary>A resource that a deployment makes.</summary>
internal sealed record DeployedResource(JsonObject Body)
{
    public string Type => Text("type")!;

    public string Id => Text("id")!;

    /// <summary>Its name without those of its parents; an expression where only Azure can evaluate it.</summary>
    public string Name => Text("name")!.StartsWith('[') ? Text("name")! : Text("name")!.Split('/')[^1];

    /// <summary>What is said at a path such as <c>properties.siteConfig.ftpsState</c>; null where nothing is.</summary>
    public JsonNode? At(string path) => path.Split('.').Aggregate((JsonNode?)Body, (node, name) => node?[name]);

    /// <summary>The same as text, as a number or boolean is written.</summary>
    public string? Text(string path) => At(path)?.ToString();
}
