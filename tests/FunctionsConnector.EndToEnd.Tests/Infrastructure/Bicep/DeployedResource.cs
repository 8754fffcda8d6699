using System.Text.Json.Nodes;

namespace FunctionsConnector.EndToEnd.Tests.Infrastructure.Bicep;

/// <summary>A resource that a deployment makes, or one that is there already.</summary>
/// <param name="Type">Such as <c>Microsoft.Web/sites</c>.</param>
/// <param name="Name">Its name, after those of its parents.</param>
/// <param name="IsExisting">Whether the deployment only refers to it.</param>
/// <param name="Body">Everything that is said of it.</param>
/// <param name="Scope">The resource it is about: of a role assignment, what the role is for. Null for the group it is deployed to.</param>
internal sealed record DeployedResource(string Type, string Name, bool IsExisting, JsonObject Body, DeployedResource? Scope)
{
    public string Id => $"/{Type}/{Name}";

    /// <summary>What is said at a path such as <c>properties.siteConfig.ftpsState</c>; null where nothing is.</summary>
    public JsonNode? At(string path) => path.Split('.').Aggregate((JsonNode?)Body, (node, name) => node?[name]);

    /// <summary>The same as text, as a number or boolean is written.</summary>
    public string? Text(string path) => At(path)?.ToString();
}
