using FunctionsConnector.EndToEnd.Tests.Queues;

namespace FunctionsConnector.EndToEnd.Tests.Soak;

/// <summary>The native executable for half an hour at the vendors' real limits, with faults, kills and a pod's memory.</summary>
[Collection(BulkRun.OneAtATime)]
public sealed class SoakTests(AzuriteServer azurite, PublishedServer server, ITestOutputHelper output)
{
    private const string Html = "<html><body>Bad Gateway</body></html>";

    /// <summary>The part of a container's limit of 512 MiB that the runtime gives to its heap.</summary>
    private const string HeapLimit = "18000000";

    private const long PodsLimit = 512L * 1024 * 1024;

    /// <summary>Some of these faults come after the write.</summary>
    private static readonly Fault[] Ways =
    [
        Fault.Status(503, Html, "text/html", new Dictionary<string, string> { ["Retry-After"] = "1" }), Fault.DropAfterWrite(), Fault.StatusAfterWrite(502, Html, "text/html"),
        Fault.DropBeforeWrite(), Fault.StatusAfterWrite(400, """{"Message":"No."}"""), Fault.Status(401), Fault.Garbage(),
    ];

    private static readonly TimeSpan BetweenKills = TimeSpan.FromMinutes(3);

    [Fact(Explicit = true)]
    public async Task Mixed_load_with_faults_and_kills_loses_nothing_and_reports_nothing_false()
    {
        var minutes = int.Parse(Environment.GetEnvironmentVariable("CONNECTOR_SOAK_MINUTES") ?? "30", CultureInfo.InvariantCulture);
        await using var world = await QueueWorld.StartAsync(azurite, server);
        world.Sandbox.TeamDynamix.Behavior = world.Sandbox.TeamDynamix.Behavior with { CallLimit = 60 };
        world.Sandbox.Autotask.Calls.Recording = world.Sandbox.TeamDynamix.Calls.Recording = false;
        await using var connector = new KilledConnector(() => world.StartStandaloneAsync(
            [new("Systems:teamdynamix:CallsPerMinute", null), new("DOTNET_GCHeapHardLimit", HeapLimit)]));
        await connector.StartAsync();
        using var ending = new CancellationTokenSource(TimeSpan.FromMinutes(minutes));
        var callers = new SoakCallers(world, connector);
        var messages = new SoakMessages(world);

        await Task.WhenAll(
            callers.RunAsync(ending.Token),
            messages.PutAsync(ending.Token),
            AddFaultsAsync(world, ending.Token),
            connector.KillAsync(BetweenKills, ending.Token));

        world.Sandbox.Autotask.Faults.Clear();
        world.Sandbox.TeamDynamix.Faults.Clear();
        await QueueWorld.UntilAsync(messages.AreSettledAsync, TimeSpan.FromMinutes(10), "every message is settled");
        output.WriteLine($"{minutes} minutes, {connector.Kills} kills; {callers}; {messages}; peak {connector.PeakMemory / 1024 / 1024} MB, last {connector.LastMemory / 1024 / 1024} MB");
        callers.Wrong.ShouldBeEmpty();
        messages.Wrong().ShouldBeEmpty();
        connector.PeakMemory.ShouldBeLessThan(PodsLimit);
    }

    private static async Task AddFaultsAsync(QueueWorld world, CancellationToken ending)
    {
        var (autotask, teamDynamix) = (new FaultyVendor(world.Sandbox.Autotask, "/Tickets", Ways), new FaultyVendor(world.Sandbox.TeamDynamix, "/tickets/", Ways));
        await Pace.EveryAsync(TimeSpan.FromMilliseconds(50), () =>
        {
            autotask.AddFaults();
            teamDynamix.AddFaults();
            return Task.CompletedTask;
        }, ending);
    }
}
