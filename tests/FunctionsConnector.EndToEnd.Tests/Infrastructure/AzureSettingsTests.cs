using System.Text.Json.Nodes;
using FunctionsConnector.EndToEnd.Tests.Infrastructure.Bicep;
using FunctionsConnector.EndToEnd.Tests.Queues;
using FunctionsConnector.EndToEnd.Tests.Queues.FunctionsHost;
using FunctionsConnector.Identity;
using FunctionsConnector.Settings;
using FunctionsConnector.Telemetry;
using Microsoft.Extensions.Configuration;

namespace FunctionsConnector.EndToEnd.Tests.Infrastructure;

/// <summary>The app settings that the deployment makes are those that the host and the process ask for.</summary>
public sealed class AzureSettingsTests(BicepSources sources, PublishedApp app)
{
    [Fact]
    public async Task Every_connection_of_a_function_that_runs_has_its_settings()
    {
        var settings = (await AzureDeployment.MakeAsync(sources)).AppSettings;
        var folder = await app.FolderAsync();

        foreach (var connection in Function.ReadAll(folder).Where(function => !function.IsDisabled)
            .SelectMany(function => function.Outputs.Prepend(function.Trigger))
            .Select(binding => binding["connection"]?.GetValue<string>()).OfType<string>().Append("AzureWebJobsStorage").Distinct())
        {
            settings[$"{connection}__{(connection == "Queue" ? "queue" : "blob")}ServiceUri"].ShouldStartWith("https://", customMessage: connection);
            settings[$"{connection}__credential"].ShouldBe("managedidentity", connection);
            settings[$"{connection}__clientId"].ShouldBe(PlatformProperties.ClientId, connection);
        }
    }

    [Fact]
    public async Task Every_setting_that_the_apps_files_name_is_given()
    {
        var settings = (await AzureDeployment.MakeAsync(sources)).AppSettings;
        var folder = await app.FolderAsync();
        foreach (var file in Directory.EnumerateFiles(folder, "function.json", SearchOption.AllDirectories).Append(Path.Combine(folder, "host.json")))
        {
            Texts(JsonNode.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)))
                .SelectMany(text => text.Split('%').Where((_, index) => index % 2 == 1))
                .Where(name => !settings.ContainsKey(name)).ShouldBeEmpty(file);
        }
    }

    [Fact]
    public async Task The_process_starts_with_them()
    {
        var settings = Read((await AzureDeployment.MakeAsync(sources)).AppSettings);

        settings.Systems.Select(system => (system.Name, system.Kind, system.MaxConcurrency, system.CallsPerMinute))
            .ShouldBe([("autotask", "Autotask", 1, null), ("teamdynamix", "TeamDynamix", null, 22)]);
        settings.ApiKeys.ShouldHaveSingleItem().Name.ShouldBe("flows");
        settings.ApiKeys[0].Systems.ShouldBeEmpty("an asterisk stands for all");
        (settings.Queue!.Identity.Kind, settings.Queue.Identity.ClientId).ShouldBe((IdentityKind.ManagedIdentity, PlatformProperties.ClientId));
    }

    [Fact]
    public async Task All_instances_together_stay_below_what_the_vendors_allow()
    {
        var deployment = await AzureDeployment.MakeAsync(sources);
        var instances = deployment.Only("Microsoft.Web/sites").At("properties.functionAppConfig.scaleAndConcurrency.maximumInstanceCount")!.GetValue<int>();

        // HTTP functions share their instances, and the function of the queue has its own ("Flex Consumption plan", per-function scaling).
        VendorLimits.Check(Read(deployment.AppSettings).Systems, 2 * instances);
    }

    [Fact]
    public async Task Each_setting_of_a_system_and_of_a_caller_can_be_given_as_a_parameter()
    {
        var deployment = await AzureDeployment.MakeAsync(sources, change: parameters =>
        {
            parameters["systems"] = JsonNode.Parse("""
                {"help":{"Kind":"TeamDynamix","DisplayName":"Help desk","BaseUrl":"https://td.example/","RecordTypes":["tickets-1","people"],"MaxConcurrency":3,
                         "CallsPerMinute":9,"TimeZone":"Europe/Berlin","NotifyNewResponsible":true,"Secrets":{"UserName":"u","Password":"p"}}}
                """);
            parameters["apiKeys"] = JsonNode.Parse("""[{"Name":"one","Secret":"k1","Systems":["help"],"CallsPerMinute":60},{"Name":"two","Secret":"k2","Systems":["*"]}]""");
            parameters["otherSettings"] = JsonNode.Parse("""{"Connector__RequestTimeout":"00:00:30"}""");
        });

        var settings = Read(deployment.AppSettings);

        var system = settings.Systems.ShouldHaveSingleItem();
        (system.Name, system.DisplayName, system.BaseUrl!.Host, system.MaxConcurrency, system.CallsPerMinute, system.TimeZone.Id)
            .ShouldBe(("help", "Help desk", "td.example", 3, 9, "Europe/Berlin"));
        system.RecordTypes.ShouldBe(["tickets-1", "people"]);
        system.Others["NotifyNewResponsible"].ShouldBe("True");
        system.Secrets.ShouldBe(new Dictionary<string, string> { ["UserName"] = "u", ["Password"] = "p" }, ignoreOrder: true);
        settings.RequestTimeout.ShouldBe(TimeSpan.FromSeconds(30));
        settings.ApiKeys.Select(key => (key.Name, key.Secret, string.Join(',', key.Systems), key.CallsPerMinute))
            .ShouldBe([("one", "k1", "help", 60), ("two", "k2", string.Empty, null)]);
    }

    [Fact]
    public async Task Secrets_come_from_the_vault_by_the_apps_identity_and_none_is_among_the_settings()
    {
        var deployment = await AzureDeployment.MakeAsync(sources);
        var settings = deployment.AppSettings;

        settings["KeyVault__Uri"].ShouldBe($"https://{deployment.Only("Microsoft.KeyVault/vaults").Name}.vault.azure.net/");
        (settings["KeyVault__Credential"], settings["KeyVault__ClientId"]).ShouldBe(("ManagedIdentity", PlatformProperties.ClientId));
        settings.Keys.Where(name => name.StartsWith("Secrets__", StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty();
        settings.Values.Where(value => value!.Contains("AccountKey", StringComparison.OrdinalIgnoreCase) || value.StartsWith("@Microsoft.KeyVault(", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_Flex_Consumption_refuses_is_not_set_and_its_runtime_is_the_custom_one()
    {
        // "Flex Consumption plan deprecations" in the documentation of Azure Functions.
        string[] refused =
        [
            "AzureWebJobsStorage", "AzureWebJobsDashboard", "FUNCTIONS_EXTENSION_VERSION", "FUNCTIONS_WORKER_RUNTIME", "FUNCTIONS_WORKER_RUNTIME_VERSION",
            "FUNCTIONS_MAX_HTTP_CONCURRENCY", "FUNCTIONS_WORKER_PROCESS_COUNT", "SCALE_CONTROLLER_LOGGING_ENABLED", "SCM_DO_BUILD_DURING_DEPLOYMENT", "ENABLE_ORYX_BUILD",
            "WEBSITE_CONTENTAZUREFILECONNECTIONSTRING", "WEBSITE_CONTENTSHARE", "WEBSITE_CONTENTOVERVNET", "WEBSITE_MAX_DYNAMIC_APPLICATION_SCALE_OUT",
            "WEBSITE_NODE_DEFAULT_VERSION", "WEBSITE_RUN_FROM_PACKAGE", "WEBSITE_SKIP_CONTENTSHARE_VALIDATION", "WEBSITE_VNET_ROUTE_ALL",
        ];
        var deployment = await AzureDeployment.MakeAsync(sources);
        var site = deployment.Only("Microsoft.Web/sites");

        deployment.AppSettings.Keys.Intersect(refused, StringComparer.OrdinalIgnoreCase).ShouldBeEmpty();
        (site.Text("properties.functionAppConfig.runtime.name"), site.Text("properties.functionAppConfig.runtime.version")).ShouldBe(("custom", "1.0"));
        deployment.Only("Microsoft.Web/serverfarms").Text("sku.name").ShouldBe("FC1");
    }

    [Fact]
    public async Task The_endpoint_of_telemetry_is_set_only_where_there_is_one()
    {
        var with = await AzureDeployment.MakeAsync(sources, [KeyValuePair.Create("OTEL_EXPORTER_OTLP_ENDPOINT", "http://10.0.2.4:4317")]);
        var without = await AzureDeployment.MakeAsync(sources);

        with.AppSettings["OTEL_EXPORTER_OTLP_ENDPOINT"].ShouldBe("http://10.0.2.4:4317");
        Exports(with.AppSettings).ShouldBeTrue();
        Exports(without.AppSettings).ShouldBeFalse();
        without.AppSettings.Keys.ShouldNotContain("OTEL_EXPORTER_OTLP_ENDPOINT");
    }

    [Fact]
    public async Task Every_other_setting_of_telemetry_can_be_given_too()
    {
        var settings = (await AzureDeployment.MakeAsync(
            sources,
            [KeyValuePair.Create("OTEL_EXPORTER_OTLP_ENDPOINT", "https://collector.example:4318")],
            parameters => parameters["otherSettings"] = JsonNode.Parse("""{"OTEL_EXPORTER_OTLP_PROTOCOL":"http/protobuf","OTEL_TRACES_SAMPLER":"always_on"}"""))).AppSettings;

        (settings["OTEL_EXPORTER_OTLP_PROTOCOL"], settings["OTEL_TRACES_SAMPLER"]).ShouldBe(("http/protobuf", "always_on"));
        Exports(settings).ShouldBeTrue();
    }

    [Fact]
    public async Task The_queues_are_the_ones_that_the_functions_and_the_process_use()
    {
        var deployment = await AzureDeployment.MakeAsync(sources);
        var made = deployment.All("Microsoft.Storage/storageAccounts/queueServices/queues").Select(queue => queue.Name.Split('/')[^1]).ToList();
        var used = Function.ReadAll(await app.FolderAsync()).SelectMany(function => function.Outputs.Prepend(function.Trigger))
            .Select(binding => binding["queueName"]?.GetValue<string>()).OfType<string>().Distinct();

        made.ShouldBe([QueueReader.DefaultName, "field-updates-results", "field-updates-rejected", "field-updates-poison"], ignoreOrder: true);
        used.Except(made).ShouldBeEmpty();
    }

    /// <summary>Whether the process that is given these settings, and finds nothing wrong with them, sends telemetry.</summary>
    private static bool Exports(IReadOnlyDictionary<string, string?> appSettings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(appSettings).Build();
        OtlpSettings.Check(configuration);
        return OtlpExport.IsConfigured(configuration);
    }

    /// <summary>Reads them as the process does under the Functions host.</summary>
    private static ConnectorSettings Read(IReadOnlyDictionary<string, string?> appSettings) =>
        EnvironmentSettings.Read(new Dictionary<string, string?>(appSettings) { ["FUNCTIONS_CUSTOMHANDLER_PORT"] = "40001" });

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonObject properties => properties.SelectMany(property => Texts(property.Value)),
        JsonArray items => items.SelectMany(Texts),
        JsonValue value when value.GetValueKind() == System.Text.Json.JsonValueKind.String => [value.GetValue<string>()],
        _ => [],
    };
}
