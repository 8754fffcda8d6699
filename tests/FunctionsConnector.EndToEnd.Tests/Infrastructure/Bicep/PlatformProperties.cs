using System.Text.Json.Nodes;

namespace FunctionsConnector.EndToEnd.Tests.Infrastructure.Bicep;

/// <summary>What Azure itself adds to the properties of a resource, and templates may read.</summary>
internal static class PlatformProperties
{
    public const string ClientId = "c11e47c1-0000-4000-8000-000000000001";
    public const string PrincipalId = "9417c19a-0000-4000-8000-000000000002";

    public static JsonObject Of(DeployedResource resource) => resource.Type switch
    {
        "Microsoft.Storage/storageAccounts" => new JsonObject
        {
            ["primaryEndpoints"] = new JsonObject
            {
                ["blob"] = $"https://{resource.Name}.blob.core.windows.net/",
                ["queue"] = $"https://{resource.Name}.queue.core.windows.net/",
            },
        },
        "Microsoft.KeyVault/vaults" => new JsonObject { ["vaultUri"] = $"https://{resource.Name}.vault.azure.net/" },
        "Microsoft.ManagedIdentity/userAssignedIdentities" => new JsonObject { ["clientId"] = ClientId, ["principalId"] = PrincipalId },
        "Microsoft.Insights/components" => new JsonObject { ["ConnectionString"] = "InstrumentationKey=00000000-0000-4000-8000-000000000003" },
        "Microsoft.Web/sites" => new JsonObject { ["defaultHostName"] = $"{resource.Name}.azurewebsites.net" },
        _ => [],
    };
}
