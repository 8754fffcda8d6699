using Microsoft.Extensions.Logging;

namespace FunctionsConnector.EndToEnd.Tests.Hostile.Fuzz;

/// <summary>
/// A hundred thousand mutated requests over sockets with the simulated vendors, which have faults during the last part. CONNECTOR_FUZZ_SEED repeats a run, as far as threads allow, and CONNECTOR_FUZZ_COUNT makes it longer.
/// </summary>
[Collection(Alone.Name)]
public class FuzzTests(ITestOutputHelper output)
{
    /// <summary>The limit for surviving objects, without large pooled arrays and the web server's pinned blocks.</summary>
    private const long MostGrowth = 8L * 1024 * 1024;

    private const long MostGrowthInAll = 160L * 1024 * 1024;

    [Fact]
    public async Task A_hundred_thousand_mutated_requests_get_replies_of_the_contract()
    {
        var seed = Setting("CONNECTOR_FUZZ_SEED") ?? Random.Shared.Next();
        var count = Setting("CONNECTOR_FUZZ_COUNT") ?? 100_000;
        output.WriteLine($"fuzz: seed {seed}");
        FuzzLog? log = null;
        await using var world = await World.StartAsync(
            World.Quick with { Request = TimeSpan.FromSeconds(3) },
            builder =>
            {
                log = new FuzzLog([World.ApiKey, World.LimitedKey]);
                builder.Logging.ClearProviders().AddProvider(log);
            },
            settings =>
            {
                settings["Systems:teamdynamix:CallsPerMinute"] = "1000000";
                settings["Systems:autotask:MaxConcurrency"] = "3";
            });
        world.Sandbox.Autotask.Behavior = world.Sandbox.Autotask.Behavior with { HourlyLimit = int.MaxValue };
        world.Sandbox.TeamDynamix.Behavior = world.Sandbox.TeamDynamix.Behavior with { CallLimit = 1_000_000 };
        world.Sandbox.Autotask.Calls.Recording = world.Sandbox.TeamDynamix.Calls.Recording = false;
        var run = new FuzzRun(world.Url, seed, [.. World.SecretsOf(world.Sandbox)]);
        var start = TimeProvider.System.GetTimestamp();

        await run.SendAsync(until: count / 5);
        var before = Heap();
        await run.SendAsync(until: count * 7 / 10);
        await using (new RandomFaults(seed, world.Sandbox.Autotask.Faults, world.Sandbox.TeamDynamix.Faults))
        {
            await run.SendAsync(until: count);
        }

        var elapsed = TimeProvider.System.GetElapsedTime(start);
        var after = Heap();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"fuzz: {run.Sent} requests in {elapsed.TotalSeconds:0} s, {run.Sent / elapsed.TotalSeconds:0} a second, the slowest {run.Slowest.TotalSeconds:0.0} s; "
            + $"live objects {Megabytes(before.Small)} MB, then {Megabytes(after.Small)} MB; all of the heap {Megabytes(before.All)} MB, then {Megabytes(after.All)} MB; {log!.Lines} lines of log; "
            + $"vendor calls {world.Sandbox.Autotask.Calls.Count} and {world.Sandbox.TeamDynamix.Calls.Count}"));
        output.WriteLine($"fuzz: {string.Join(", ", run.Outcomes.OrderByDescending(pair => pair.Value).Select(pair => $"{pair.Key} {pair.Value}"))}");

        run.Wrong.ShouldBeEmpty();
        log.Wrong.Take(20).ShouldBeEmpty($"seed {seed}");
        run.Sent.ShouldBe(count);
        (after.Small - before.Small).ShouldBeLessThan(MostGrowth, $"seed {seed}: memory is not flat");
        (after.All - before.All).ShouldBeLessThan(MostGrowthInAll, $"seed {seed}: memory is not flat");
        (await world.UpdateFieldAsync("Tickets", 5, """{"field":"title","value":"still here"}""")).ShouldSay("applied");
    }

    private static (long Small, long All) Heap()
    {
        const int LargeObjects = 3;
        _ = GC.GetTotalMemory(forceFullCollection: true);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
        var (small, all) = (0L, 0L);
        var generations = GC.GetGCMemoryInfo(GCKind.FullBlocking).GenerationInfo;
        for (var generation = 0; generation < generations.Length; generation++)
        {
            var live = generations[generation].SizeAfterBytes - generations[generation].FragmentationAfterBytes;
            small += generation < LargeObjects ? live : 0;
            all += live;
        }

        return (small, all);
    }

    private static string Megabytes(long bytes) => (bytes / 1048576.0).ToString("0.0", CultureInfo.InvariantCulture);

    private static int? Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
