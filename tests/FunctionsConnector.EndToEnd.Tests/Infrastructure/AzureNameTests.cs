using System.Text.RegularExpressions;

namespace FunctionsConnector.EndToEnd.Tests.Infrastructure;

/// <summary>Azure's rules for names ("Naming rules and restrictions for Azure resources"), for every name of the environment.</summary>
public sealed class AzureNameTests
{
    private static readonly Dictionary<string, string> Rules = new()
    {
        ["Microsoft.Resources/resourceGroups"] = @"^[\w.()-]{0,89}[\w()-]$",
        ["Microsoft.ManagedIdentity/userAssignedIdentities"] = "^[A-Za-z0-9][A-Za-z0-9_-]{2,127}$",
        ["Microsoft.OperationalInsights/workspaces"] = "^[A-Za-z0-9][A-Za-z0-9-]{2,61}[A-Za-z0-9]$",
        ["Microsoft.Insights/components"] = @"^[^%&\\?/]{0,259}[^%&\\?/ .]$",
        ["Microsoft.Insights/actionGroups"] = @"^[^:<>+/&%\\?|]{0,259}[^:<>+/&%\\?| .]$",
        ["Microsoft.Insights/scheduledQueryRules"] = @"^[^*<>%{}&:\\?/#|]{0,259}[^*<>%{}&:\\?/#| .]$",
        ["Microsoft.Insights/diagnosticSettings"] = "^[A-Za-z0-9_-]{1,260}$",
        ["Microsoft.Storage/storageAccounts"] = "^[a-z0-9]{3,24}$",
        ["Microsoft.Storage/storageAccounts/blobServices"] = "^default$",
        ["Microsoft.Storage/storageAccounts/blobServices/containers"] = "^(?!.*--)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$",
        ["Microsoft.Storage/storageAccounts/queueServices"] = "^default$",
        ["Microsoft.Storage/storageAccounts/queueServices/queues"] = "^(?!.*--)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$",
        ["Microsoft.Storage/storageAccounts/tableServices"] = "^default$",
        ["Microsoft.Storage/storageAccounts/tableServices/tables"] = "^[A-Za-z][A-Za-z0-9]{2,62}$",
        ["Microsoft.KeyVault/vaults"] = "^(?!.*--)[A-Za-z][A-Za-z0-9-]{1,22}[A-Za-z0-9]$",
        ["Microsoft.Web/serverfarms"] = "^[A-Za-z0-9-]{1,40}$",
        ["Microsoft.Web/sites"] = "^[A-Za-z0-9][A-Za-z0-9-]{0,58}[A-Za-z0-9]$",
        ["Microsoft.Web/sites/basicPublishingCredentialsPolicies"] = "^(scm|ftp)$",
        ["Microsoft.Authorization/roleAssignments"] = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$",
        ["Microsoft.Network/virtualNetworks"] = @"^[A-Za-z0-9][\w.-]{0,62}\w$",
        ["Microsoft.Network/privateEndpoints"] = @"^[A-Za-z0-9][\w.-]{0,62}\w$",
        ["Microsoft.Network/privateEndpoints/privateDnsZoneGroups"] = "^[A-Za-z0-9_-]{1,80}$",
        ["Microsoft.Network/privateDnsZones"] = @"^(?=.{1,63}$)[a-z0-9-]+(\.[a-z0-9-]+)+$",
        ["Microsoft.Network/privateDnsZones/virtualNetworkLinks"] = @"^[A-Za-z0-9][\w.-]{0,78}\w$",
    };

    /// <summary>The names that contain properties assigned by Azure.</summary>
    private static readonly string[] Expressions =
        ["Microsoft.Authorization/roleAssignments", "Microsoft.Network/privateDnsZones", "Microsoft.Network/privateDnsZones/virtualNetworkLinks"];

    [Fact]
    public async Task Every_name_obeys_Azures_rules()
    {
        DeployedResource[] resources = [.. (await AzureDeployment.Full).Resources, .. (await AzureDeployment.Unattended).Resources];

        resources.Select(resource => resource.Type).Distinct().ShouldBe(Rules.Keys, ignoreOrder: true);
        resources.Where(resource => resource.Name.StartsWith('[')).Select(resource => resource.Type).Distinct().ShouldBe(Expressions, ignoreOrder: true);
        resources.Where(resource => !resource.Name.StartsWith('[') && !Regex.IsMatch(resource.Name, Rules[resource.Type])).Select(resource => resource.Id).ShouldBeEmpty();
        resources.Select(resource => resource.Id).ShouldBeUnique();
    }

    [Fact]
    public async Task Every_setting_is_a_valid_environment_variable_on_Linux() =>
        (await AzureDeployment.Full).AppSettings.Keys.Where(name => !Regex.IsMatch(name, "^[A-Za-z_][A-Za-z0-9_]*$")).ShouldBeEmpty();
}
