using FunctionsConnector.Actions.Coordination;
using FunctionsConnector.Actions.Identity;
using FunctionsConnector.Actions.Telemetry;
using Microsoft.Extensions.Configuration;

namespace FunctionsConnector.EndToEnd.Tests.Infrastructure;

/// <summary>The deployed app settings are those that the host and the app read.</summary>
public sealed class AzureSettingsTests(PublishedFunctionApp app)
{
    [Fact]
    public async Task Every_connection_setting_and_queue_of_the_functions_exists()
    {
        var deployment = await AzureDeployment.Plain;
        var settings = deployment.AppSettings;
        var named = await NamedByFunctionsAsync();
        var connections = named["connection"].Append("AzureWebJobsStorage").Distinct().ToList();

        connections.ShouldBe(["Queue", "AzureWebJobsStorage"], ignoreOrder: true);
        foreach (var connection in connections)
        {
            settings[$"{connection}__{(connection == "Queue" ? "queue" : "blob")}ServiceUri"].ShouldStartWith("https://", customMessage: connection);
            (settings[$"{connection}__credential"], settings[$"{connection}__clientId"]).ShouldBe(("managedidentity", AzureDeployment.ClientId), connection);
        }

        // A name between % signs is the name of a setting.
        string Resolved(string text) => string.Concat(text.Split('%').Select((part, index) => index % 2 == 0 ? part : settings[part.Replace(":", "__", StringComparison.Ordinal)]));
        var made = deployment.All("Microsoft.Storage/storageAccounts/queueServices/queues").Select(queue => queue.Name).ToList();
        named.SelectMany(texts => texts).Select(Resolved).ShouldNotBeEmpty();
        named["queueName"].Select(Resolved).Except(made).ShouldBeEmpty();
        var name = EnvironmentSettings.Read(settings).Queue!.Name;
        made.ShouldBe([name, $"{name}-results", $"{name}-rejected", $"{name}-poison"]);
    }

    [Fact]
    public async Task The_app_starts_with_the_settings()
    {
        var settings = EnvironmentSettings.Read((await AzureDeployment.Plain).AppSettings);

        settings.Systems.Select(system => (system.Name, system.Kind, system.MaxConcurrency, system.CallsPerMinute))
            .ShouldBe([("autotask", "Autotask", null, null), ("teamdynamix", "TeamDynamix", null, null)]);
        settings.ApiKeys.ShouldHaveSingleItem().Name.ShouldBe("flows");
        settings.ApiKeys[0].Systems.ShouldBeEmpty("an asterisk means all");
        (settings.Queue!.Identity.Kind, settings.Queue.Identity.ClientId).ShouldBe((IdentityKind.ManagedIdentity, AzureDeployment.ClientId));
    }

    [Fact]
    public async Task All_instances_share_the_vendors_limits_by_a_table_of_the_deployment()
    {
        var deployment = await AzureDeployment.Plain;
        var coordination = EnvironmentSettings.Read(deployment.AppSettings).Coordination!;

        coordination.ServiceUri.ShouldBe(new Uri($"https://{deployment.Only("Microsoft.Storage/storageAccounts").Name}.table.core.windows.net/"));
        (coordination.Identity.Kind, coordination.Identity.ClientId).ShouldBe((IdentityKind.ManagedIdentity, AzureDeployment.ClientId));
        deployment.Only("Microsoft.Storage/storageAccounts/tableServices/tables").Name.ShouldBe(CoordinationTable.Name);

        // "Flex Consumption plan" documents 40 as the lowest value.
        deployment.Only("Microsoft.Web/sites").At("properties.functionAppConfig.scaleAndConcurrency.maximumInstanceCount")!.GetValue<int>().ShouldBe(40);
    }

    [Fact]
    public async Task Each_setting_of_a_system_and_a_caller_can_be_a_parameter()
    {
        var deployment = await AzureDeployment.MakeAsync(AzureDeployment.Environment, """
            using './main.bicep'
            param environmentName = 'parameters'
            param location = 'westeurope'
            param systems = {
              help: {
                Kind: 'TeamDynamix', DisplayName: 'Help desk', BaseUrl: 'https://td.example/', RecordTypes: ['tickets-1', 'people'], MaxConcurrency: 3, CallsPerMinute: 9
                TimeZone: 'Europe/Berlin', ServerTimeZone: 'America/New_York', NotifyNewResponsible: true, Secrets: { UserName: 'u', Password: 'p' }
              }
              crm: {
                Kind: 'Profile', Profile: 'dataverse', BaseUrl: 'https://org.crm4.dynamics.com/', TokenUrl: 'https://login.microsoftonline.com/t/oauth2/v2.0/token', Secrets: { ClientId: 'c', ClientSecret: 's' }
              }
            }
            param apiKeys = [
              { Name: 'one', Secret: 'k1', Systems: ['help'], CallsPerMinute: 60 }
              { Name: 'two', Secret: 'k2', Systems: ['*'] }
            ]
            param entra = { TenantId: '7e4a0000-0000-4000-8000-000000000001', Audience: 'api://connector' }
            param entraCallers = [
              { Name: 'app', ClientId: 'c11e4700-0000-4000-8000-000000000002', Systems: ['help'], CallsPerMinute: 30 }
            ]
            param maximumInstanceCount = 1
            param otherSettings = { Connector__RequestTimeout: '00:00:30', Coordination__ShareWhenAlone: '0.25', OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf', OTEL_TRACES_SAMPLER: 'always_on' }
            param otlpEndpoint = 'https://collector.example:4318'
            """);

        var settings = EnvironmentSettings.Read(deployment.AppSettings);

        var profile = settings.Systems.Single(one => one.Kind == "Profile");
        (profile.Others["Profile"], profile.Others["TokenUrl"]).ShouldBe(("dataverse", "https://login.microsoftonline.com/t/oauth2/v2.0/token"));
        profile.Secrets.ShouldBe(new Dictionary<string, string> { ["ClientId"] = "c", ["ClientSecret"] = "s" }, ignoreOrder: true);
        var system = settings.Systems.Single(one => one.Kind == "TeamDynamix");
        (system.Name, system.DisplayName, system.BaseUrl!.Host, system.MaxConcurrency, system.CallsPerMinute, system.TimeZone.Id, system.ServerTimeZone?.Id)
            .ShouldBe(("help", "Help desk", "td.example", 3, 9, "Europe/Berlin", "America/New_York"));
        system.RecordTypes.ShouldBe(["tickets-1", "people"]);
        system.Others["NotifyNewResponsible"].ShouldBe("True");
        system.Secrets.ShouldBe(new Dictionary<string, string> { ["UserName"] = "u", ["Password"] = "p" }, ignoreOrder: true);
        (settings.RequestTimeout, settings.Coordination!.ShareWhenAlone).ShouldBe((TimeSpan.FromSeconds(30), 0.25));
        deployment.Only("Microsoft.Web/sites").Text("properties.functionAppConfig.scaleAndConcurrency.maximumInstanceCount").ShouldBe("1");
        settings.ApiKeys.Select(key => (key.Name, key.Secret, string.Join(',', key.Systems), key.CallsPerMinute))
            .ShouldBe([("one", "k1", "help", 60), ("two", "k2", string.Empty, null)]);
        (settings.Entra!.TenantId, settings.Entra.Audience).ShouldBe(("7e4a0000-0000-4000-8000-000000000001", "api://connector"));
        settings.Entra.Callers.Select(caller => (caller.Name, caller.ClientId, string.Join(',', caller.Systems), caller.CallsPerMinute))
            .ShouldBe([("app", "c11e4700-0000-4000-8000-000000000002", "help", 30)]);
        (deployment.AppSettings["OTEL_EXPORTER_OTLP_PROTOCOL"], deployment.AppSettings["OTEL_TRACES_SAMPLER"]).ShouldBe(("http/protobuf", "always_on"));
        Exports(deployment.AppSettings).ShouldBeTrue();
    }

    [Fact]
    public async Task Secrets_come_from_the_vault_and_not_from_the_settings()
    {
        var deployment = await AzureDeployment.Plain;
        var settings = deployment.AppSettings;

        settings["KeyVault__Uri"].ShouldBe($"https://{deployment.Only("Microsoft.KeyVault/vaults").Name}.vault.azure.net/");
        (settings["KeyVault__Credential"], settings["KeyVault__ClientId"]).ShouldBe(("ManagedIdentity", AzureDeployment.ClientId));
        settings.Keys.Where(name => name.StartsWith("Secrets__", StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty();
        settings.Values.Where(value => value!.Contains("AccountKey", StringComparison.OrdinalIgnoreCase) || value.StartsWith("@Microsoft.KeyVault(", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Settings_refused_by_Flex_Consumption_are_absent_and_the_runtime_is_the_workers()
    {
        // "Flex Consumption plan deprecations" in the documentation of Azure Functions.
        string[] refused =
        [
            "AzureWebJobsStorage", "AzureWebJobsDashboard", "FUNCTIONS_EXTENSION_VERSION", "FUNCTIONS_WORKER_RUNTIME", "FUNCTIONS_WORKER_RUNTIME_VERSION",
            "FUNCTIONS_MAX_HTTP_CONCURRENCY", "FUNCTIONS_WORKER_PROCESS_COUNT", "SCALE_CONTROLLER_LOGGING_ENABLED", "SCM_DO_BUILD_DURING_DEPLOYMENT", "ENABLE_ORYX_BUILD",
            "WEBSITE_CONTENTAZUREFILECONNECTIONSTRING", "WEBSITE_CONTENTSHARE", "WEBSITE_CONTENTOVERVNET", "WEBSITE_MAX_DYNAMIC_APPLICATION_SCALE_OUT",
            "WEBSITE_NODE_DEFAULT_VERSION", "WEBSITE_RUN_FROM_PACKAGE", "WEBSITE_SKIP_CONTENTSHARE_VALIDATION", "WEBSITE_VNET_ROUTE_ALL",
        ];
        var deployment = await AzureDeployment.Full;
        var site = deployment.Only("Microsoft.Web/sites");

        deployment.AppSettings.Keys.Intersect(refused, StringComparer.OrdinalIgnoreCase).ShouldBeEmpty();
        deployment.AppSettings["AzureWebJobsDisableHomepage"].ShouldBe("true");
        (site.Text("properties.functionAppConfig.runtime.name"), site.Text("properties.functionAppConfig.runtime.version")).ShouldBe(("dotnet-isolated", "10.0"));
        deployment.Only("Microsoft.Web/serverfarms").Text("sku.name").ShouldBe("FC1");
    }

    [Fact]
    public async Task The_telemetry_endpoint_is_set_only_if_given()
    {
        var (with, without) = ((await AzureDeployment.Full).AppSettings, (await AzureDeployment.Plain).AppSettings);

        with["OTEL_EXPORTER_OTLP_ENDPOINT"].ShouldBe("http://10.0.2.4:4317");
        (Exports(with), Exports(without)).ShouldBe((true, false));
        without.Keys.ShouldNotContain("OTEL_EXPORTER_OTLP_ENDPOINT");
    }

    /// <summary>Whether the app with these valid settings sends telemetry.</summary>
    private static bool Exports(IReadOnlyDictionary<string, string?> appSettings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(appSettings).Build();
        OtlpSettings.Check(configuration);
        return OtlpExport.IsConfigured(configuration);
    }

    /// <summary>Every text in the published app's function metadata, by its property.</summary>
    private async Task<ILookup<string, string>> NamedByFunctionsAsync()
    {
        string[] names = ["host.json", "functions.metadata"];
        return Directory.EnumerateFiles(await app.FolderAsync(), "*", SearchOption.AllDirectories).Where(file => names.Contains(Path.GetFileName(file)))
            .Select(file => JsonNode.Parse(File.ReadAllText(file)))
            .Where(function => function is not JsonObject || function["disabled"]?.GetValue<bool>() is not true)
            .SelectMany(function => Texts(string.Empty, function)).ToLookup(text => text.Property, text => text.Value);
    }

    private static IEnumerable<(string Property, string Value)> Texts(string property, JsonNode? node) => node switch
    {
        JsonObject properties => properties.SelectMany(inner => Texts(inner.Key, inner.Value)),
        JsonArray items => items.SelectMany(item => Texts(property, item)),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => [(property, value.GetValue<string>())],
        _ => [],
    };
}
