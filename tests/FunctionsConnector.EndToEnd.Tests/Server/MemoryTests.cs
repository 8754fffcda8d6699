using System.Net;
using FunctionsConnector.EndToEnd.Tests.Queues;

namespace FunctionsConnector.EndToEnd.Tests.Server;

/// <summary>The memory of the native executable under a pod's limit.</summary>
public sealed class MemoryTests(PublishedServer server, ITestOutputHelper output)
{
    /// <summary>What <c>infra/kubernetes</c> allows.</summary>
    private const int PodsLimit = 512 * 1024 * 1024;

    /// <summary>The part of a container's limit that the runtime gives to its heap.</summary>
    private const double HeapsShare = 0.75;

    [Theory]
    [InlineData(1, 400)]
    [InlineData(8, 50)]
    public async Task Four_hundred_updates_of_1_MB_at_once_are_all_answered_within_a_pods_memory(int callers, int updatesOfEach)
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions(), TestContext.Current.CancellationToken);
        sandbox.TeamDynamix.Behavior = sandbox.TeamDynamix.Behavior with { CallLimit = 1_000_000 };
        sandbox.TeamDynamix.Faults.Add(Fault.Delay(TimeSpan.FromMilliseconds(100)).For("PATCH").Repeated(Fault.Always));
        var lines = new ConcurrentQueue<string>();
        await using var process = ConnectorProcess.Start(await server.FolderAsync(), Settings(sandbox, callers), lines);
        using var client = new HttpClient { BaseAddress = await process.Listening, Timeout = TimeSpan.FromMinutes(2) };
        using var ended = new CancellationTokenSource();
        var live = ProbeAsync(client, ended.Token);

        var replies = await Task.WhenAll(Enumerable.Range(0, callers * updatesOfEach).Select(number => UpdateAsync(client, number % callers, 1001 + (number % 20))));

        await ended.CancelAsync();
        var (probes, slowest) = await live;
        var counts = replies.CountBy(reply => reply.Status).ToDictionary();
        var peak = process.PeakMemory;
        output.WriteLine($"{string.Join(", ", counts)}; {probes} probes, the slowest {slowest.TotalMilliseconds:0} ms; peak {peak / 1024 / 1024} MB");
        counts.Keys.ShouldBeSubsetOf([HttpStatusCode.OK, HttpStatusCode.TooManyRequests], string.Join('\n', lines.Take(20)));
        counts.GetValueOrDefault(HttpStatusCode.OK).ShouldBeGreaterThan(0);
        counts.GetValueOrDefault(HttpStatusCode.TooManyRequests).ShouldBeGreaterThan(0, "the test asked for less than the limit");
        replies.ShouldAllBe(reply => reply.Status == HttpStatusCode.OK || reply.HasRetryAfter);
        probes.ShouldBeGreaterThan(0);
        slowest.ShouldBeLessThan(TimeSpan.FromSeconds(10), "/health/live is not answered in the time of a probe");
        peak.ShouldBeLessThan(PodsLimit);
    }

    private static Dictionary<string, string?> Settings(SandboxServer sandbox, int callers)
    {
        var settings = World.Settings(sandbox);
        settings.Remove("Connector:MaxRequestsInHand");
        settings["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        settings["Systems:teamdynamix:CallsPerMinute"] = "1000000";
        settings["DOTNET_GCHeapHardLimit"] = ((long)(PodsLimit * HeapsShare)).ToString("X", CultureInfo.InvariantCulture);
        for (var caller = 0; caller < callers; caller++)
        {
            settings[$"Connector:ApiKeys:{caller + 2}:Name"] = $"caller {caller}";
            settings[$"Connector:ApiKeys:{caller + 2}:Secret"] = $"key-{caller}";
            settings[$"Connector:ApiKeys:{caller + 2}:Systems:0"] = "*";
            settings[$"Secrets:key-{caller}"] = KeyOf(caller);
        }

        return settings;
    }

    private static string KeyOf(int caller) => $"a-key-of-caller-{caller}";

    private static async Task<(HttpStatusCode Status, bool HasRetryAfter)> UpdateAsync(HttpClient client, int caller, int ticket)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, $"/api/systems/teamdynamix/records/tickets-42/{ticket}/field")
        {
            Content = new StringContent($$"""{"field":"Description","value":"{{new string('x', 1_000_000)}}"}""", Encoding.UTF8, "application/json"),
            Headers = { { "x-api-key", KeyOf(caller) } },
        };
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, response.Headers.RetryAfter is not null);
    }

    private static async Task<(int Probes, TimeSpan Slowest)> ProbeAsync(HttpClient client, CancellationToken ended)
    {
        var (probes, slowest) = (0, TimeSpan.Zero);
        while (!ended.IsCancellationRequested)
        {
            var start = TimeProvider.System.GetTimestamp();
            using var response = await client.GetAsync("/health/live", CancellationToken.None);
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
            var elapsed = TimeProvider.System.GetElapsedTime(start);
            (probes, slowest) = (probes + 1, elapsed > slowest ? elapsed : slowest);
        }

        return (probes, slowest);
    }
}
