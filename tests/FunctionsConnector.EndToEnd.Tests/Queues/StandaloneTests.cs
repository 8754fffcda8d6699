namespace FunctionsConnector.EndToEnd.Tests.Queues;

/// <summary>The published executable without a host, polling the queue of a real Azurite.</summary>
[Collection(BulkRun.OneAtATime)]
public sealed class StandaloneTests(AzuriteServer azurite, PublishedServer server, ITestOutputHelper output) : QueueConsumerTests(azurite, output)
{
    protected override string Home => "standalone";

    [Fact]
    public async Task A_stop_finishes_messages_in_progress_and_leaves_the_others_visible()
    {
        const int Messages = 40;
        await using var world = await QueueWorld.StartAsync(Azurite, server);
        var first = world.Sandbox.Autotask.AddTickets(Messages);
        world.Sandbox.Autotask.Faults.Add(Fault.Delay(TimeSpan.FromMilliseconds(700)).For("PATCH").Repeated(Fault.Always));
        for (var number = 0; number < Messages; number++)
        {
            await world.PutAsync($$$"""{"system":"autotask","recordType":"Tickets","recordId":"{{{first + number}}}","fields":{"title":"changed"}}""");
        }

        await using var connector = await world.StartStandaloneAsync();
        await QueueWorld.UntilAsync(() => Task.FromResult(Patches(world) >= 3), TimeSpan.FromSeconds(30), "updates are in progress");
        await StopAsync(connector);

        var changed = Enumerable.Range(0, Messages).Count(number => world.Sandbox.Autotask.Truth("Tickets", first + number)["title"]!.GetValue<string>() == "changed");
        var results = await QueueWorld.TakeAllAsync(world.Queues.Results);
        var left = await QueueWorld.TakeAllAsync(world.Queues.Updates);
        (changed, Patches(world)).ShouldBe((results.Count, results.Count));
        left.Count.ShouldBe(Messages - results.Count, "unprocessed messages are visible at once");
        results.Count.ShouldBeInRange(3, Messages - 1);
        Output.WriteLine($"SIGTERM: {results.Count} finished, {left.Count} left for others");
    }

    private static int Patches(QueueWorld world) => world.Sandbox.Autotask.Calls.All.Count(call => call.Method == "PATCH");

    private protected override Task<QueueWorld> StartWorldAsync() => QueueWorld.StartAsync(Azurite, server);

    private protected override async Task ConsumeAsync(QueueWorld world, Func<Task> work)
    {
        await using var connector = await world.StartStandaloneAsync();
        await work();
        await StopAsync(connector);
    }

    private protected override async Task ConsumeWithKillsAsync(QueueWorld world, int kills, Func<Task> work)
    {
        var random = new Random(Environment.TickCount);
        var running = work();
        for (var kill = 0; kill < kills; kill++)
        {
            await using var connector = await world.StartStandaloneAsync();
            await RandomDelay.WaitAsync(random);
            await connector.KillAsync();
        }

        await ConsumeAsync(world, () => running);
    }

    private static async Task StopAsync(ConnectorProcess connector)
    {
        await connector.AskToEndAsync();
        await connector.Ended;
        connector.ExitCode.ShouldBe(0);
    }
}
