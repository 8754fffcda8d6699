using System.Runtime.Versioning;
using System.Text.Json.Nodes;
using FunctionsConnector.Actions;
using FunctionsConnector.EndToEnd.Tests.Queues.FunctionsHost;
using FunctionsConnector.EndToEnd.Tests.Testing;
using FunctionsConnector.Queue.Functions;

namespace FunctionsConnector.EndToEnd.Tests.Queues;

/// <summary>What is published is a whole function app and nothing else.</summary>
public sealed class FunctionAppTests(PublishedApp app)
{
    /// <summary>The route at which the definition itself is to be had; no operation of it.</summary>
    private static readonly (string Name, string Method, string Route) Definition = ("GetDefinition", "get", "/api/swagger.json");

    private static readonly byte[] ElfMagic = [0x7F, (byte)'E', (byte)'L', (byte)'F'];

    [Fact]
    public async Task Every_route_of_the_process_has_its_function_and_every_function_its_route()
    {
        (await HttpFunctionsAsync()).ShouldBe(
            ActionRoutes.All.Select(route => (route.OperationId, route.Method.ToLowerInvariant(), route.Template)).Append(Definition), ignoreOrder: true);
        Function.ReadAll(await app.FolderAsync()).Where(function => !function.IsHttp).Select(function => function.Name).ShouldBe(UpdateFromQueueEndpoint.Functions, ignoreOrder: true);
    }

    [Fact]
    public async Task Every_operation_of_the_definition_has_its_function_and_every_function_its_operation()
    {
        var definition = JsonNode.Parse(await File.ReadAllTextAsync(
            Path.Combine(PublishedApp.Repository, "connector-definition", "apiDefinition.swagger.json"), TestContext.Current.CancellationToken))!;
        var operations = definition["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(operation =>
            (operation.Value!["operationId"]!.GetValue<string>(), operation.Key, $"{definition["basePath"]!.GetValue<string>().TrimEnd('/')}{path.Key}")));

        (await HttpFunctionsAsync()).ShouldBe(operations.Append(Definition), ignoreOrder: true);
    }

    [Fact]
    public async Task Http_functions_are_forwarded_and_leave_the_key_to_the_process()
    {
        foreach (var function in Function.ReadAll(await app.FolderAsync()).Where(function => function.IsHttp))
        {
            function.IsForwarded.ShouldBeTrue(function.Name);
            Function.Text(function.Trigger, "authLevel").ShouldBe("anonymous", function.Name);
        }
    }

    [Fact]
    public async Task Messages_come_as_bytes_so_that_nothing_of_theirs_gets_into_what_the_queue_says()
    {
        var functions = Function.ReadAll(await app.FolderAsync()).Where(function => !function.IsHttp).ToList();
        foreach (var function in functions)
        {
            Function.Text(function.Trigger, "name").ShouldBe(Envelope.Trigger);
            Function.Text(function.Trigger, "dataType").ShouldBe("binary");
            function.Outputs.Select(output => Function.Text(output, "name")).ShouldBe(["results", "rejected"]);
            function.Outputs.Select(output => Function.Text(output, "queueName")).ShouldBe(["field-updates-results", "field-updates-rejected"]);
            function.Outputs.ShouldAllBe(output => output["dataType"] == null);
        }

        functions.ToDictionary(function => function.Name, function => function.IsDisabled)
            .ShouldBe(new Dictionary<string, bool> { ["UpdateFromQueue"] = false, ["UpdateFromServiceBus"] = true }, ignoreOrder: true);
    }

    [Fact]
    public async Task The_hosts_settings_fit_slow_vendors_and_both_forms_of_messages()
    {
        var folder = await app.FolderAsync();
        var settings = HostSettings.Read(folder, new Dictionary<string, string?>());
        var handler = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "host.json"), TestContext.Current.CancellationToken))!["customHandler"]!;

        (settings.RoutePrefix, settings.EncodesMessages, settings.MaxDequeueCount).ShouldBe((string.Empty, false, 5));
        (handler["enableForwardingHttpRequest"]!.GetValue<bool>(), handler["enableProxyingHttpRequest"]!.GetValue<bool>()).ShouldBe((true, true));
        handler["http"].ShouldBeNull("with routes of its own beside function.json files the host refuses to start");
        settings.FunctionTimeout.ShouldBe(TimeSpan.FromMinutes(2));
        settings.VisibilityTimeout.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(30));
        (settings.BatchSize + settings.NewBatchThreshold).ShouldBeLessThanOrEqualTo(8);
    }

    [Fact]
    [SupportedOSPlatform("linux")]
    public async Task The_executable_is_one_that_a_functions_instance_can_run()
    {
        var folder = await app.FolderAsync();
        var executable = Path.Combine(folder, HostSettings.Read(folder, new Dictionary<string, string?>()).Executable);
        var start = new byte[ElfMagic.Length];
        await using var file = File.OpenRead(executable);
        await file.ReadExactlyAsync(start, TestContext.Current.CancellationToken);

        start.ShouldBe(ElfMagic);
        File.GetUnixFileMode(executable).HasFlag(UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute).ShouldBeTrue();
        File.Exists(Path.Combine(folder, "libcoreclr.so")).ShouldBeTrue("it brings its own runtime");
    }

    [Fact]
    public async Task Nothing_is_published_that_a_developer_alone_needs()
    {
        var folder = await app.FolderAsync();
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).ToList();

        files.Where(file => Path.GetExtension(file) is ".pdb" or ".xml" or ".cs" or ".config" or ".md").ShouldBeEmpty();
        files.Where(file => Path.GetExtension(file) == ".json" && !file.EndsWith("function.json", StringComparison.Ordinal))
            .ShouldBe(["host.json", "FunctionsConnector.deps.json", "FunctionsConnector.runtimeconfig.json"], ignoreOrder: true);
        foreach (var file in files.Where(file => Path.GetExtension(file) == ".json"))
        {
            Secrecy.Check([await File.ReadAllTextAsync(Path.Combine(folder, file), TestContext.Current.CancellationToken)], ["AccountKey", "Secret\"", "password", "x-api-key"]);
        }
    }

    private async Task<IEnumerable<(string Name, string Method, string Route)>> HttpFunctionsAsync() =>
        Function.ReadAll(await app.FolderAsync()).Where(function => function.IsHttp).Select(function =>
            (function.Name, function.Trigger["methods"]!.AsArray().ShouldHaveSingleItem()!.GetValue<string>(), $"/{Function.Text(function.Trigger, "route")}"));
}
