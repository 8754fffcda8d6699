using FunctionsConnector.Actions.Http;
using FunctionsConnector.Actions.Queue.Messages;
using FunctionsConnector.Actions.Queue.Storage;
using FunctionsConnector.Core.Resilience;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionsConnector.EndToEnd.Tests.FunctionApp;

/// <summary>The published files are a complete function app and nothing else.</summary>
public sealed class PublishedFilesTests(PublishedFunctionApp app)
{
    /// <summary>The calls of a delivery's end that can each take their longest: two puts, each with a queue to create, and the message put again.</summary>
    private const int StorageCallsOfADelivery = 5;

    [Fact]
    public async Task Every_route_has_its_function_and_every_function_its_route()
    {
        var routes = new HttpRoutes(new ServiceCollection().BuildServiceProvider(), []).All;

        (await HttpFunctionsAsync()).Where(function => function.Name != "Rest").ShouldBe(
            routes.Where(route => route.Template.Length > 0).Select(route => (route.Name, route.Method.ToLowerInvariant(), route.Template)), ignoreOrder: true);
    }

    [Fact]
    public async Task Every_operation_of_the_definition_has_its_function_and_every_function_its_operation()
    {
        var definition = JsonNode.Parse(await File.ReadAllTextAsync(
            Path.Combine(Publishing.Repository, "connector-definition", "apiDefinition.swagger.json"), TestContext.Current.CancellationToken))!;
        var operations = definition["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(operation =>
            (operation.Value!["operationId"]!.GetValue<string>(), operation.Key, $"{definition["basePath"]!.GetValue<string>()}{path.Key}".Trim('/'))));

        (await HttpFunctionsAsync()).Where(function => function.Name is not ("Rest" or "Agents" or "GetDefinition" or "GetLive" or "GetReady")).ShouldBe(operations, ignoreOrder: true);
    }

    [Fact]
    public async Task Every_http_function_lets_the_app_check_the_key()
    {
        foreach (var trigger in (await TriggersAsync()).Where(trigger => Text(trigger.Binding, "type") == "httpTrigger"))
        {
            Text(trigger.Binding, "authLevel").ShouldBe("Anonymous", trigger.Name);
        }
    }

    [Fact]
    public async Task One_function_receives_unmodified_messages()
    {
        var (name, trigger) = (await TriggersAsync()).Where(trigger => Text(trigger.Binding, "type") != "httpTrigger").ShouldHaveSingleItem();

        (name, Text(trigger, "type"), Text(trigger, "queueName"), Text(trigger, "connection")).ShouldBe(("UpdateFromQueue", "queueTrigger", "%Queue:Name%", "Queue"));
        trigger["properties"]!["supportsDeferredBinding"]!.ToString().ShouldBe("True", "otherwise the host would send a text, and neither id nor count");
    }

    [Fact]
    public async Task The_hosts_settings_allow_slow_vendors_and_both_encodings_of_messages()
    {
        var settings = JsonNode.Parse(await ReadAsync("host.json"))!;
        var queues = settings["extensions"]!["queues"]!;

        settings["extensions"]!["http"]!["routePrefix"]!.GetValue<string>().ShouldBeEmpty();
        (queues["messageEncoding"]!.GetValue<string>(), queues["maxDequeueCount"]!.GetValue<int>()).ShouldBe(("none", 1000));
        TimeSpan.Parse(settings["functionTimeout"]!.GetValue<string>(), CultureInfo.InvariantCulture).ShouldBeGreaterThan(
            WaitingUpdates.LongestHold + new Timing().Request + (StorageCallsOfADelivery * StorageOptions.LongestCall));
        TimeSpan.Parse(queues["visibilityTimeout"]!.GetValue<string>(), CultureInfo.InvariantCulture).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(30));
        (queues["batchSize"]!.GetValue<int>() + queues["newBatchThreshold"]!.GetValue<int>()).ShouldBeLessThanOrEqualTo(8);
    }

    [Fact]
    public async Task No_developer_file_is_published()
    {
        var folder = await app.FolderAsync();
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).ToList();

        // The worker's SDK adds one without code for the host.
        files.Remove(".azurefunctions/Microsoft.Azure.Functions.Worker.Extensions.pdb").ShouldBeTrue();
        files.Where(file => Path.GetExtension(file) is ".pdb" or ".xml" or ".cs" or ".config" or ".md").ShouldBeEmpty();
        files.Where(file => file.EndsWith("settings.json", StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty();
        foreach (var file in files.Where(file => Path.GetExtension(file) == ".json"))
        {
            Secrecy.Check([await ReadAsync(file)], ["AccountKey", "Secret\"", "password", "x-api-key"]);
        }
    }

    private async Task<IEnumerable<(string Name, string Method, string Route)>> HttpFunctionsAsync() =>
        (await TriggersAsync()).Where(trigger => Text(trigger.Binding, "type") == "httpTrigger").Select(trigger =>
            (trigger.Name, trigger.Binding["methods"]!.AsArray()[0]!.GetValue<string>(), Text(trigger.Binding, "route")));

    private async Task<IReadOnlyList<(string Name, JsonObject Binding)>> TriggersAsync() =>
    [
        .. JsonNode.Parse(await ReadAsync("functions.metadata"))!.AsArray().Select(function =>
            (function!["name"]!.GetValue<string>(), function["bindings"]!.AsArray().ShouldHaveSingleItem()!.AsObject())),
    ];

    private async Task<string> ReadAsync(string file) => await File.ReadAllTextAsync(Path.Combine(await app.FolderAsync(), file), TestContext.Current.CancellationToken);

    private static string Text(JsonObject binding, string name) => binding[name]!.GetValue<string>();
}
