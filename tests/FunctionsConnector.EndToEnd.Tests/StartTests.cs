using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Runtime.Versioning;
using FunctionsConnector.EndToEnd.Tests.Queues;
using FunctionsConnector.EndToEnd.Tests.Testing;
using FunctionsConnector.Sandbox.Server;

namespace FunctionsConnector.EndToEnd.Tests;

/// <summary>What the executable, as it is published, has loaded once it has made its first update: a start pays for all of it.</summary>
[SupportedOSPlatform("linux")]
public sealed class StartTests(PublishedApp app)
{
    [Fact]
    public async Task A_first_update_loads_neither_the_clients_of_Azure_nor_what_sends_again_nor_what_exports_telemetry()
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions(), TestContext.Current.CancellationToken);
        var (settings, lines) = (new Dictionary<string, string?>(World.Settings(sandbox)) { ["ASPNETCORE_URLS"] = "http://127.0.0.1:0" }, new ConcurrentQueue<string>());
        await using var connector = ConnectorProcess.Start(await app.FolderAsync(), settings, lines);
        using var caller = new HttpClient { BaseAddress = await connector.Listening };
        caller.DefaultRequestHeaders.Add("x-api-key", World.ApiKey);

        using var response = await caller.PatchAsync(
            "/api/systems/autotask/records/Tickets/1/field",
            JsonContent.Create(new { field = "title", value = "the first" }),
            TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        World.KeepLog(lines);
        var loaded = await LoadedAsync(connector);
        loaded.ShouldContain("FunctionsConnector.Core.dll");
        loaded.ShouldNotContain(name => name.StartsWith("Azure.", StringComparison.Ordinal) || name.StartsWith("Microsoft.Identity.", StringComparison.Ordinal) || name.StartsWith("Polly.", StringComparison.Ordinal) || name.StartsWith("OpenTelemetry", StringComparison.Ordinal));
    }

    /// <summary>Names of the assemblies in the memory of the process; see proc(5), <c>maps</c>.</summary>
    private static async Task<IReadOnlyList<string>> LoadedAsync(ConnectorProcess process) =>
    [
        .. (await File.ReadAllLinesAsync($"/proc/{process.Id}/maps", TestContext.Current.CancellationToken))
            .Where(line => line.EndsWith(".dll", StringComparison.Ordinal))
            .Select(line => Path.GetFileName(line))
            .Distinct(),
    ];
}
