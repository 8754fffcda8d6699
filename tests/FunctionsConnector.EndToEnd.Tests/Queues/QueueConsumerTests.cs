namespace FunctionsConnector.EndToEnd.Tests.Queues;

/// <summary>The behaviour of both homes as consumers of the queue, with a real Azurite.</summary>
public abstract class QueueConsumerTests(AzuriteServer azurite, ITestOutputHelper output)
{
    protected AzuriteServer Azurite => azurite;

    protected ITestOutputHelper Output => output;

    protected abstract string Home { get; }

    [Fact(Explicit = true)]
    public Task Each_of_a_thousand_messages_ends_on_one_queue_and_the_records_agree() => EachEndsOnOneQueueAsync(1_000);

    [Fact]
    public Task Each_of_two_hundred_messages_ends_on_one_queue_and_the_records_agree() => EachEndsOnOneQueueAsync(200);

    [Fact(Explicit = true)]
    public Task A_thousand_messages_survive_twenty_kills() => SurvivesKillsAsync(1_000, kills: 20);

    [Fact]
    public Task Two_hundred_messages_survive_five_kills() => SurvivesKillsAsync(200, kills: 5);

    [Fact]
    public async Task Queue_properties_in_a_message_text_are_ignored()
    {
        await using var world = await StartWorldAsync();
        world.Sandbox.Autotask.Faults.Add(Fault.Status(503).For("PATCH", "/Tickets"));
        await world.PutAsync(ForgedProperties.Text);

        await ConsumeAsync(world, () => ForgedProperties.CheckAsync(world));
    }

    private protected abstract Task<QueueWorld> StartWorldAsync();

    /// <summary>Consumes messages until the work is done, and stops cleanly.</summary>
    private protected abstract Task ConsumeAsync(QueueWorld world, Func<Task> work);

    /// <summary>Consumes messages until the work is done. Kills the consumer at random times and starts it again.</summary>
    private protected abstract Task ConsumeWithKillsAsync(QueueWorld world, int kills, Func<Task> work);

    private async Task EachEndsOnOneQueueAsync(int count)
    {
        await using var world = await StartWorldAsync();
        var run = new BulkRun(world, BulkMessage.Make(count, isShared: true, world));

        await ConsumeAsync(world, run.RunAsync);

        await run.CheckAsync(wasKilled: false);
        (await QueueWorld.TakeAllAsync(world.Queues.Updates)).ShouldBeEmpty();
        output.WriteLine(run.Figures(Home));
    }

    private async Task SurvivesKillsAsync(int count, int kills)
    {
        await using var world = await StartWorldAsync();
        var run = new BulkRun(world, BulkMessage.Make(count, isShared: false, world));

        await ConsumeWithKillsAsync(world, kills, run.RunAsync);

        await run.CheckAsync(wasKilled: true);
        output.WriteLine(run.Figures($"{Home}, killed {kills} times"));
    }
}
