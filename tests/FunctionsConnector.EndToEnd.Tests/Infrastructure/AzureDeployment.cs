using System.Text.RegularExpressions;
using FunctionsConnector.EndToEnd.Tests.Infrastructure.Bicep;

namespace FunctionsConnector.EndToEnd.Tests.Infrastructure;

/// <summary>The resources that <c>azd</c> deploys, from the compiler's snapshot. Each environment is evaluated once per run.</summary>
internal sealed partial record AzureDeployment(IReadOnlyList<DeployedResource> Resources, JsonObject Outputs)
{
    public const string ClientId = "c11e47c1-0000-4000-8000-000000000001";
    public const string PrincipalId = "9417c19a-0000-4000-8000-000000000002";

    /// <summary>The required variables of an environment. An empty value means that the variable is not set.</summary>
    public static readonly IReadOnlyDictionary<string, string> Environment = new Dictionary<string, string>
    {
        ["AZURE_ENV_NAME"] = "production",
        ["AZURE_LOCATION"] = "westeurope",
        ["AZURE_PRINCIPAL_ID"] = "0be4a704-0000-4000-8000-000000000006",
        ["TEAMDYNAMIX_BASE_URL"] = "https://organisation.teamdynamix.com/TDWebApi/",
        ["VNET_ENABLED"] = "false",
        ["ALERT_EMAIL"] = string.Empty,
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = string.Empty,
    };

    private static readonly Lazy<Task<AzureDeployment>> PlainOnce = new(() => MakeAsync(Environment));

    private static readonly Lazy<Task<AzureDeployment>> FullOnce = new(() => MakeAsync(new Dictionary<string, string>(Environment)
    {
        ["AZURE_ENV_NAME"] = "The-Longest.Environment_Name-That-azd-Takes-0123456789-0123456789"[..64],
        ["VNET_ENABLED"] = "true",
        ["ALERT_EMAIL"] = "operator@organisation.example",
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://10.0.2.4:4317",
    }));

    private static readonly Lazy<Task<AzureDeployment>> UnattendedOnce =
        new(() => MakeAsync(new Dictionary<string, string>(Environment) { ["AZURE_ENV_NAME"] = "a", ["AZURE_PRINCIPAL_ID"] = string.Empty }));

    /// <summary>The default environment of <c>azd</c>.</summary>
    public static Task<AzureDeployment> Plain => PlainOnce.Value;

    /// <summary>An environment with all options and the longest name.</summary>
    public static Task<AzureDeployment> Full => FullOnce.Value;

    /// <summary>An environment without an operator, with the shortest name.</summary>
    public static Task<AzureDeployment> Unattended => UnattendedOnce.Value;

    /// <summary>The settings of the app, as the environment of the app and the host contains them.</summary>
    public IReadOnlyDictionary<string, string?> AppSettings => Only("Microsoft.Web/sites").At("properties.siteConfig.appSettings")!.AsArray()
        .ToDictionary(setting => setting!["name"]!.GetValue<string>(), setting => (string?)setting!["value"]!.GetValue<string>(), StringComparer.OrdinalIgnoreCase);

    /// <param name="environment">The variables of the environment.</param>
    /// <param name="parameters">A parameter file instead of the repository's.</param>
    public static async Task<AzureDeployment> MakeAsync(IReadOnlyDictionary<string, string> environment, string? parameters = null)
    {
        using var compiler = new BicepCompiler();
        if (parameters is not null)
        {
            await File.WriteAllTextAsync(compiler.InCopy("main.bicepparam"), parameters);
        }

        var run = await compiler.RunAsync(environment, "snapshot", "main.bicepparam", "--mode", "overwrite", "--subscription-id", "5ab5c419-0000-4000-8000-000000000004");
        run.Errors.ShouldBeEmpty();
        var snapshot = JsonNode.Parse(Reference().Replace(await File.ReadAllTextAsync(compiler.InCopy("main.snapshot.json")), KnownToAzure))!;
        snapshot["diagnostics"]!.AsArray().ShouldBeEmpty();
        return new AzureDeployment([.. snapshot["predictedResources"]!.AsArray().Select(resource => new DeployedResource(resource!.AsObject()))], snapshot["outputs"]!.AsObject());
    }

    public IEnumerable<DeployedResource> All(string type) => Resources.Where(resource => resource.Type == type);

    public DeployedResource Only(string type) => All(type).ShouldHaveSingleItem();

    /// <summary>A property that Azure assigns when it creates the resource.</summary>
    private static string KnownToAzure(Match reference) => reference.Groups["property"].Value switch
    {
        "clientId" => ClientId,
        "principalId" => PrincipalId,
        "primaryEndpoints.blob" => $"https://{reference.Groups["name"]}.blob.core.windows.net/",
        "primaryEndpoints.queue" => $"https://{reference.Groups["name"]}.queue.core.windows.net/",
        "primaryEndpoints.table" => $"https://{reference.Groups["name"]}.table.core.windows.net/",
        "vaultUri" => $"https://{reference.Groups["name"]}.vault.azure.net/",
        "ConnectionString" => "InstrumentationKey=00000000-0000-4000-8000-000000000003",
        var other => throw new InvalidOperationException($"What is {other}? Add it to {nameof(KnownToAzure)}."),
    };

    [GeneratedRegex(@"\[reference\('[^']*/(?<name>[^'/]+)', '[^']+'\)\.(?<property>[\w.]+)\]")]
    private static partial Regex Reference();
}
