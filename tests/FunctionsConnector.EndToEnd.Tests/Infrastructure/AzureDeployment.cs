using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FunctionsConnector.EndToEnd.Tests.Infrastructure.Bicep;

namespace FunctionsConnector.EndToEnd.Tests.Infrastructure;

/// <summary>What <c>azd</c> deploys from <c>infra/main.bicep</c> with <c>infra/main.parameters.json</c> in an environment.</summary>
internal sealed partial record AzureDeployment(IReadOnlyList<DeployedResource> Resources, JsonObject Outputs)
{
    /// <summary>What <c>azd</c> knows of an environment, and what the operator has added.</summary>
    public static readonly IReadOnlyDictionary<string, string> Environment = new Dictionary<string, string>
    {
        ["AZURE_ENV_NAME"] = "production",
        ["AZURE_LOCATION"] = "westeurope",
        ["AZURE_PRINCIPAL_ID"] = "0be4a704-0000-4000-8000-000000000006",
        ["TEAMDYNAMIX_BASE_URL"] = "https://organisation.teamdynamix.com/TDWebApi/",
    };

    /// <summary>The app's settings, as the process and the host find them in their environment.</summary>
    public IReadOnlyDictionary<string, string?> AppSettings => Only("Microsoft.Web/sites").At("properties.siteConfig.appSettings")!.AsArray()
        .ToDictionary(setting => setting!["name"]!.GetValue<string>(), setting => (string?)setting!["value"]!.GetValue<string>(), StringComparer.OrdinalIgnoreCase);

    /// <summary>Those that the deployment makes.</summary>
    public IEnumerable<DeployedResource> Made => Resources.Where(resource => !resource.IsExisting);

    public static async Task<AzureDeployment> MakeAsync(
        BicepSources sources, IEnumerable<KeyValuePair<string, string>>? environment = null, Action<JsonObject>? change = null)
    {
        var known = new Dictionary<string, string>(Environment);
        foreach (var (name, value) in environment ?? [])
        {
            known[name] = value;
        }

        var file = await File.ReadAllTextAsync(Path.Combine(BicepSources.Folder, "main.parameters.json"), TestContext.Current.CancellationToken);
        var parameters = JsonNode.Parse(Reference().Replace(file, match => known.GetValueOrDefault(match.Groups[1].Value, match.Groups[2].Value)))!["parameters"]!.AsObject();
        var values = new JsonObject(parameters.Select(parameter => KeyValuePair.Create(parameter.Key, Typed(parameter.Value!["value"]))));
        change?.Invoke(values);
        var (resources, outputs) = new Template(await sources.FilesAsync(), Path.Combine(BicepSources.Folder, "main.bicep"), values).Deploy();
        return new AzureDeployment(resources, outputs);
    }

    public IEnumerable<DeployedResource> All(string type) => Made.Where(resource => resource.Type == type);

    public DeployedResource Only(string type) => All(type).ShouldHaveSingleItem();

    // azd writes texts; the type of the parameter says what becomes of them.
    private static JsonNode? Typed(JsonNode? value) => value is JsonValue text && bool.TryParse(text.ToString(), out var boolean) ? JsonValue.Create(boolean) : value?.DeepClone();

    /// <summary><c>${NAME}</c> or <c>${NAME=default}</c>.</summary>
    [GeneratedRegex(@"\$\{([A-Z_]+)=?([^}]*)\}")]
    private static partial Regex Reference();
}
