using FunctionsConnector.EndToEnd.Tests.Queues;
using FunctionsConnector.EndToEnd.Tests.Soak;

namespace FunctionsConnector.EndToEnd.Tests.Coordination;

/// <summary>Four processes of the published executable share the limits of the vendors and the messages of a queue.</summary>
[Collection(BulkRun.OneAtATime)]
public sealed class FourInstancesTests(AzuriteServer azurite, PublishedServer server, ITestOutputHelper output)
{
    private const int Threads = 3;

    private static readonly TimeSpan BetweenKills = TimeSpan.FromSeconds(4);

    /// <summary>Long calls, so that they are in progress at the same time.</summary>
    private static readonly TimeSpan LengthOfCall = TimeSpan.FromMilliseconds(40);

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(15);

    /// <summary>A tenth of the run below.</summary>
    [Theory]
    [InlineData(Disturbance.None)]
    [InlineData(Disturbance.Kills)]
    [InlineData(Disturbance.TablesDown)]
    public Task Four_instances_keep_the_limits_and_the_order_of_the_queue(Disturbance disturbance) => RunAsync(disturbance, records: 10, callLimit: 120);

    /// <summary>The same at full size, for some minutes each.</summary>
    [Theory(Explicit = true)]
    [InlineData(Disturbance.None)]
    [InlineData(Disturbance.Kills)]
    [InlineData(Disturbance.TablesDown)]
    public Task Four_instances_keep_the_limits_and_the_order_of_two_thousand_messages(Disturbance disturbance) => RunAsync(disturbance, records: 100, callLimit: 400);

    private async Task RunAsync(Disturbance disturbance, int records, int callLimit)
    {
        await using var world = await QueueWorld.StartAsync(azurite, server, hasTables: true);
        await using var tables = await AzuriteProxy.StartForTablesAsync(world.Account);
        var (autotask, teamDynamix) = (world.Sandbox.Autotask, world.Sandbox.TeamDynamix);
        teamDynamix.Behavior = teamDynamix.Behavior with { CallLimit = callLimit };
        autotask.Faults.Add(Fault.Delay(LengthOfCall).For("PATCH").Repeated(Fault.Always));
        autotask.Faults.Add(Fault.Delay(LengthOfCall).For("GET").Repeated(Fault.Always));
        var connectors = Enumerable.Range(0, 4).Select(_ => new KilledConnector(() => world.StartStandaloneAsync(
        [
            new("Coordination:Connection", tables.Account.TableConnection),
            new("Connector:RequestTimeout", "00:00:15"),
            new("Systems:autotask:MaxConcurrency", $"{Threads}"),
            new("Systems:teamdynamix:CallsPerMinute", null),
        ]))).ToList();
        try
        {
            await Task.WhenAll(connectors.Select(connector => connector.StartAsync()));
            await RunAsync(world, tables, connectors, disturbance, new SharedMessages(world, records, rounds: 20), callLimit);
        }
        finally
        {
            foreach (var connector in connectors)
            {
                await connector.DisposeAsync();
            }
        }
    }

    private async Task RunAsync(
        QueueWorld world, AzuriteProxy tables, IReadOnlyList<KilledConnector> connectors, Disturbance disturbance, SharedMessages messages, int callLimit)
    {
        using var ending = new CancellationTokenSource();
        var callers = connectors.Select(connector => new SoakCallers(world, connector, callersOfEach: 2)).ToList();
        var calling = Task.WhenAll(callers.Select(caller => caller.RunAsync(ending.Token)));
        var started = TimeProvider.System.GetTimestamp();
        var putting = messages.PutAsync(Limit);
        var disturbing = disturbance switch
        {
            Disturbance.Kills => KillAsync(connectors, ending.Token),
            Disturbance.TablesDown => TakeTablesDownAsync(tables, messages),
            _ => Task.CompletedTask,
        };
        await QueueWorld.UntilAsync(messages.AreSettledAsync, Limit, $"every message is settled; {messages}");
        await putting;
        var took = TimeProvider.System.GetElapsedTime(started);
        await ending.CancelAsync();
        await Task.WhenAll(calling, disturbing);

        var windows = Windows(world).ToList();
        output.WriteLine($"{disturbance}: {took.TotalSeconds:0} s, {connectors.Sum(connector => connector.Kills)} kills; {messages}");
        output.WriteLine($"TeamDynamix: calls in its windows {string.Join(", ", windows)} of {callLimit}, refused {world.Sandbox.TeamDynamix.RateLimited}; "
            + $"Autotask: at most {world.Sandbox.Autotask.HighestConcurrency("Tickets")} calls at a time");
        output.WriteLine(string.Join("; ", callers));
        callers.SelectMany(caller => caller.Wrong).ShouldBeEmpty();
        messages.Wrong().ShouldBeEmpty();
        if (disturbance != Disturbance.Kills)
        {
            messages.Poisoned.ShouldBe(0);
        }

        if (disturbance != Disturbance.TablesDown)
        {
            world.Sandbox.TeamDynamix.RateLimited.ShouldBe(0, "calls that TeamDynamix refused");
            world.Sandbox.Autotask.HighestConcurrency("Tickets").ShouldBe(Threads);
        }

        // In the small run, kills leave too little to do for a whole window.
        if (disturbance == Disturbance.None || (disturbance == Disturbance.Kills && messages.All >= 2000))
        {
            windows.SkipLast(1).ShouldAllBe(calls => calls >= callLimit * 0.9, "each full window is used");
        }
    }

    /// <summary>The PATCH calls of tickets in each window of the vendor, which starts with its first call.</summary>
    private static IEnumerable<int> Windows(QueueWorld world)
    {
        var ends = DateTimeOffset.MinValue;
        var count = 0;
        foreach (var call in world.Sandbox.TeamDynamix.Calls.All.Where(call => call.Method == "PATCH"))
        {
            if (call.At >= ends)
            {
                if (count > 0)
                {
                    yield return count;
                }

                (ends, count) = (call.At + TimeSpan.FromMinutes(1), 0);
            }

            count++;
        }

        yield return count;
    }

    private static Task KillAsync(IReadOnlyList<KilledConnector> connectors, CancellationToken ending)
    {
        var random = new Random();
        return Pace.EveryAsync(BetweenKills, () => connectors[random.Next(connectors.Count)].KillAsync(), ending);
    }

    /// <summary>From the first third of the messages on, for as long as that third took.</summary>
    private static async Task TakeTablesDownAsync(AzuriteProxy tables, SharedMessages messages)
    {
        var started = TimeProvider.System.GetTimestamp();
        await QueueWorld.UntilAsync(() => Task.FromResult(messages.Ended >= messages.All / 3), Limit, "a third of the messages is settled");
        tables.Intercept = context =>
        {
            context.Abort();
            return true;
        };
        var third = TimeProvider.System.GetElapsedTime(started);
        await Task.Delay(third > TimeSpan.FromSeconds(10) ? third : TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        tables.Intercept = _ => false;
    }
}
