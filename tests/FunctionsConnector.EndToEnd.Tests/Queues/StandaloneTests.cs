namespace FunctionsConnector.EndToEnd.Tests.Queues;

/// <summary>The published executable on its own, polling the queue of a real Azurite.</summary>
[Collection(BulkRun.OneAtATime)]
public sealed class StandaloneTests(AzuriteServer azurite, PublishedServer server, ITestOutputHelper output)
{
    [Fact(Explicit = true)]
    public Task Of_a_thousand_messages_each_ends_in_one_place_and_the_records_agree() => EachEndsInOnePlaceAsync(1_000);

    [Fact]
    public Task Of_two_hundred_messages_each_ends_in_one_place_and_the_records_agree() => EachEndsInOnePlaceAsync(200);

    [Fact(Explicit = true)]
    public Task Killed_at_twenty_moments_none_of_a_thousand_messages_is_lost_and_nothing_untrue_is_said() => SurvivesKillsAsync(1_000, kills: 20);

    [Fact]
    public Task Killed_at_five_moments_none_of_two_hundred_messages_is_lost_and_nothing_untrue_is_said() => SurvivesKillsAsync(200, kills: 5);

    [Fact]
    public async Task A_stop_finishes_messages_in_progress_and_leaves_the_others_visible()
    {
        const int Messages = 40;
        await using var world = await QueueWorld.StartAsync(azurite, server);
        var first = world.Sandbox.Autotask.AddTickets(Messages);
        world.Sandbox.Autotask.Faults.Add(Fault.Delay(TimeSpan.FromMilliseconds(700)).For("PATCH").Repeated(Fault.Always));
        for (var number = 0; number < Messages; number++)
        {
            await world.PutAsync($$$"""{"system":"autotask","recordType":"Tickets","recordId":"{{{first + number}}}","fields":{"title":"changed"}}""");
        }

        await using var connector = await world.StartStandaloneAsync();
        await QueueWorld.UntilAsync(() => Task.FromResult(Patches(world) >= 3), TimeSpan.FromSeconds(30), "updates are under way");
        await connector.AskToEndAsync();
        await connector.Ended;

        connector.ExitCode.ShouldBe(0);
        var changed = Enumerable.Range(0, Messages).Count(number => world.Sandbox.Autotask.Truth("Tickets", first + number)["title"]!.GetValue<string>() == "changed");
        var results = await QueueWorld.TakeAllAsync(world.Queues.Results);
        var left = await QueueWorld.TakeAllAsync(world.Queues.Updates);
        (changed, Patches(world)).ShouldBe((results.Count, results.Count));
        left.Count.ShouldBe(Messages - results.Count, "what was not done can be taken at once");
        results.Count.ShouldBeInRange(3, Messages - 1);
        output.WriteLine($"SIGTERM: {results.Count} finished, {left.Count} left for others");
    }

    [Fact]
    public async Task Queue_properties_in_a_message_text_are_ignored()
    {
        await using var world = await QueueWorld.StartAsync(azurite, server);
        world.Sandbox.Autotask.Faults.Add(Fault.Status(503).For("PATCH", "/Tickets"));
        await world.PutAsync(OwnWords.Text);

        await using var connector = await world.StartStandaloneAsync();

        await OwnWords.CheckAsync(world);
    }

    private static int Patches(QueueWorld world) => world.Sandbox.Autotask.Calls.All.Count(call => call.Method == "PATCH");

    private async Task EachEndsInOnePlaceAsync(int count)
    {
        await using var world = await QueueWorld.StartAsync(azurite, server);
        var run = new BulkRun(world, BulkMessage.Make(count, isShared: true, world));
        await using var connector = await world.StartStandaloneAsync();

        await run.RunAsync();

        await connector.AskToEndAsync();
        await connector.Ended;
        connector.ExitCode.ShouldBe(0);
        await run.CheckAsync(wasKilled: false);
        (await QueueWorld.TakeAllAsync(world.Queues.Updates)).ShouldBeEmpty();
        output.WriteLine(run.Figures("standalone"));
    }

    private async Task SurvivesKillsAsync(int count, int kills)
    {
        await using var world = await QueueWorld.StartAsync(azurite, server);
        var run = new BulkRun(world, BulkMessage.Make(count, isShared: false, world));
        var random = new Random(Environment.TickCount);
        var running = run.RunAsync();
        for (var kill = 0; kill < kills; kill++)
        {
            await using var connector = await world.StartStandaloneAsync();
            await Moments.PassAsync(random);
            await connector.KillAsync();
        }

        await using var last = await world.StartStandaloneAsync();
        await running;

        await last.AskToEndAsync();
        await last.Ended;
        await run.CheckAsync(wasKilled: true);
        output.WriteLine(run.Figures($"standalone, killed {kills} times"));
    }
}
