namespace FunctionsConnector.EndToEnd.Tests.Infrastructure;

/// <summary>A resource of a deployment.</summary>
internal sealed record DeployedResource(JsonObject Body)
{
    public string Type => Text("type")!;

    public string Id => Text("id")!;

    /// <summary>Its name without its parents' names; an expression if only Azure can evaluate it.</summary>
    public string Name => Text("name")!.StartsWith('[') ? Text("name")! : Text("name")!.Split('/')[^1];

    /// <summary>The value at a path such as <c>properties.siteConfig.ftpsState</c>; null for none.</summary>
    public JsonNode? At(string path) => path.Split('.').Aggregate((JsonNode?)Body, (node, name) => node?[name]);

    /// <summary>The value as text, also for a number or Boolean.</summary>
    public string? Text(string path) => At(path)?.ToString();
}
