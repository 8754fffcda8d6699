using System.Text.RegularExpressions;
using FunctionsConnector.Actions.Coordination;
using FunctionsConnector.EndToEnd.Tests.Infrastructure.Bicep;

namespace FunctionsConnector.EndToEnd.Tests.Infrastructure;

/// <summary>The access rights: one identity with the rights it needs, no key, no password, and a virtual network only on request.</summary>
public sealed partial class AzureAccessTests
{
    private const string Assignment = "Microsoft.Authorization/roleAssignments";

    /// <summary>The documented ids ("Azure built-in roles").</summary>
    private static readonly Dictionary<string, string> Roles = new()
    {
        ["b7e6dc6d-f1e8-4753-8033-0f276bb0955b"] = "Storage Blob Data Owner",
        ["974c5e8b-45b9-4653-ba55-5f855dd0fb88"] = "Storage Queue Data Contributor",
        ["0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3"] = "Storage Table Data Contributor",
        ["3913510d-42f4-4e42-8a64-420c390055eb"] = "Monitoring Metrics Publisher",
        ["4633458b-17de-408a-b874-0445c86b69e6"] = "Key Vault Secrets User",
        ["b86a8fe4-44ce-4948-aee5-eccb2c155cd7"] = "Key Vault Secrets Officer",
    };

    private static readonly string[] Queues = ["field-updates", "field-updates-results", "field-updates-rejected", "field-updates-poison"];

    [Fact]
    public async Task The_app_and_the_operator_have_these_roles_and_no_others()
    {
        var deployment = await AzureDeployment.Plain;

        RolesOf(deployment, AzureDeployment.PrincipalId).ShouldBe(
            [
                "Storage Blob Data Owner for storageAccounts", "Key Vault Secrets User for vaults", "Monitoring Metrics Publisher for components",
                .. Queues.Select(queue => $"Storage Queue Data Contributor for {queue}"), $"Storage Table Data Contributor for {CoordinationTable.Name}",
            ],
            ignoreOrder: true);
        RolesOf(deployment, AzureDeployment.Environment["AZURE_PRINCIPAL_ID"]).ShouldBe(
            ["Key Vault Secrets Officer for vaults", .. Queues.Select(queue => $"Storage Queue Data Contributor for {queue}")], ignoreOrder: true);
        deployment.All(Assignment).Select(assignment => assignment.Name).ShouldBeUnique();
    }

    [Fact]
    public async Task Without_an_operator_only_the_app_has_roles() => (await AzureDeployment.Unattended).All(Assignment)
        .Select(assignment => assignment.Text("properties.principalId")).Distinct().ShouldBe([AzureDeployment.PrincipalId]);

    [Fact]
    public void Every_role_assignment_is_in_one_file_and_no_file_reads_a_key()
    {
        using var compiler = new BicepCompiler();
        var texts = BicepCompiler.Files.ToDictionary(file => file, file => File.ReadAllText(compiler.InCopy(file)));

        texts.Where(file => file.Value.Contains(Assignment, StringComparison.Ordinal)).Select(file => Path.GetFileName(file.Key)).ShouldBe(["roles.bicep"]);
        texts.Values.ShouldAllBe(text => !text.Contains("listKeys", StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_resource_allows_access_by_a_key_or_password()
    {
        var deployment = await AzureDeployment.Plain;

        deployment.Only("Microsoft.Storage/storageAccounts").Text("properties.allowSharedKeyAccess").ShouldBe("false");
        deployment.Only("Microsoft.Storage/storageAccounts").Text("properties.allowBlobPublicAccess").ShouldBe("false");
        deployment.Only("Microsoft.Storage/storageAccounts/blobServices/containers").Text("properties.publicAccess").ShouldBe("None");
        deployment.Only("Microsoft.Insights/components").Text("properties.DisableLocalAuth").ShouldBe("true");
        deployment.Only("Microsoft.OperationalInsights/workspaces").Text("properties.features.disableLocalAuth").ShouldBe("true");
        deployment.Only("Microsoft.KeyVault/vaults").Text("properties.enableRbacAuthorization").ShouldBe("true");
        deployment.Only("Microsoft.Web/sites").Text("properties.functionAppConfig.deployment.storage.authentication.type").ShouldBe("UserAssignedIdentity");
        deployment.All("Microsoft.Web/sites/basicPublishingCredentialsPolicies").Select(policy => (policy.Name, policy.Text("properties.allow")))
            .ShouldBe([("scm", "false"), ("ftp", "false")], ignoreOrder: true);
    }

    [Fact]
    public async Task Deleted_secrets_can_be_restored()
    {
        var vault = (await AzureDeployment.Plain).Only("Microsoft.KeyVault/vaults");

        (vault.Text("properties.enablePurgeProtection"), vault.Text("properties.enableSoftDelete"), vault.Text("properties.softDeleteRetentionInDays")).ShouldBe(("true", "true", "90"));
    }

    [Fact]
    public async Task Only_current_TLS_versions_are_accepted()
    {
        var deployment = await AzureDeployment.Plain;
        var site = deployment.Only("Microsoft.Web/sites");
        var account = deployment.Only("Microsoft.Storage/storageAccounts");

        (site.Text("properties.httpsOnly"), site.Text("properties.siteConfig.minTlsVersion"), site.Text("properties.siteConfig.scmMinTlsVersion"), site.Text("properties.siteConfig.ftpsState"))
            .ShouldBe(("true", "1.2", "1.2", "Disabled"));
        (account.Text("properties.supportsHttpsTrafficOnly"), account.Text("properties.minimumTlsVersion")).ShouldBe(("true", "TLS1_2"));
    }

    [Fact]
    public async Task With_a_virtual_network_only_the_app_is_public()
    {
        var deployment = await AzureDeployment.Full;

        foreach (var type in new[] { "Microsoft.Storage/storageAccounts", "Microsoft.KeyVault/vaults" })
        {
            (deployment.Only(type).Text("properties.publicNetworkAccess"), deployment.Only(type).Text("properties.networkAcls.defaultAction"))
                .ShouldBe(("Disabled", "Deny"), type);
        }

        deployment.All("Microsoft.Network/privateEndpoints").Select(endpoint => endpoint.At("properties.privateLinkServiceConnections")![0]!["properties"]!["groupIds"]![0]!.ToString())
            .ShouldBe(["blob", "queue", "table", "vault"]);
        deployment.All("Microsoft.Network/privateDnsZones").Select(zone => zone.Name).ShouldBe(
        [
            "[format('privatelink.blob.{0}', environment().suffixes.storage)]", "[format('privatelink.queue.{0}', environment().suffixes.storage)]",
            "[format('privatelink.table.{0}', environment().suffixes.storage)]", "privatelink.vaultcore.azure.net",
        ]);
        deployment.All("Microsoft.Network/privateDnsZones/virtualNetworkLinks").Count().ShouldBe(4);
        deployment.All("Microsoft.Network/privateEndpoints/privateDnsZoneGroups").Count().ShouldBe(4);
        deployment.Only("Microsoft.Web/sites").Text("properties.virtualNetworkSubnetId").ShouldBe($"{deployment.Only("Microsoft.Network/virtualNetworks").Id}/subnets/app");
    }

    [Fact]
    public async Task Without_a_virtual_network_every_call_needs_an_identity()
    {
        var deployment = await AzureDeployment.Plain;

        deployment.Resources.Where(resource => resource.Type.StartsWith("Microsoft.Network/", StringComparison.Ordinal)).ShouldBeEmpty();
        deployment.Only("Microsoft.Web/sites").At("properties.virtualNetworkSubnetId").ShouldBeNull();
        deployment.Only("Microsoft.Storage/storageAccounts").Text("properties.publicNetworkAccess").ShouldBe("Enabled");
    }

    private static IEnumerable<string> RolesOf(AzureDeployment deployment, string principal) => deployment.All(Assignment)
        .Where(assignment => assignment.Text("properties.principalId") == principal)
        .Select(assignment => $"{Roles[assignment.Text("properties.roleDefinitionId")!.Split('/')[^1]]} for {Target(Scope().Match(assignment.Id))}");

    /// <summary>The name of a queue or table; otherwise the type of the resource.</summary>
    private static string Target(Match scope) => scope.Groups["type"].Value is "queues" or "tables" ? scope.Groups["name"].Value : scope.Groups["type"].Value;

    /// <summary>The last part of the scope before the assignment.</summary>
    [GeneratedRegex(@"^[^,]*?/(?<type>\w+)/(?<name>[\w-]+)(', '|/providers/)Microsoft\.Authorization/roleAssignments")]
    private static partial Regex Scope();
}
