using FunctionsConnector.Actions.Queue.Storage;
using FunctionsConnector.Core.Resilience;
using Microsoft.AspNetCore.Http;

namespace FunctionsConnector.EndToEnd.Tests.Queues;

/// <summary>A wait of the connector's own is not an attempt: however long it lasts, no queued update ends in the poison queue because of it.</summary>
[Collection(BulkRun.OneAtATime)]
public sealed class WaitTests(AzuriteServer azurite, ITestOutputHelper output)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Six_hundred_updates_at_TeamDynamixs_limit_are_all_applied()
    {
        await using var waiting = await StartAsync(factor: 12);
        var first = waiting.World.Sandbox.TeamDynamix.AddTickets(600);

        await waiting.PutAsync(600, number => Update("teamdynamix", "tickets-42", first + number, number));

        await waiting.AreAppliedAsync(600);
        output.WriteLine($"{waiting.StorageCalls} storage calls");
        waiting.World.Sandbox.TeamDynamix.Calls.All.Count(call => call.Method == "PATCH").ShouldBe(600);
        waiting.StorageCalls.ShouldBeLessThan(3 * 600, "a backlog is not received and put again and again");
    }

    [Fact]
    public async Task Six_hundred_updates_at_the_settings_limit_for_Autotask_are_all_applied()
    {
        await using var waiting = await StartAsync(factor: 12, settings => settings["Systems:autotask:CallsPerMinute"] = "120");
        var first = waiting.World.Sandbox.Autotask.AddTickets(600);

        await waiting.PutAsync(600, number => Update("autotask", "Tickets", first + number, number));

        await waiting.AreAppliedAsync(600);
        output.WriteLine($"{waiting.StorageCalls} storage calls");
        waiting.StorageCalls.ShouldBeLessThan(3 * 600);
    }

    [Fact]
    public async Task Fifty_updates_are_applied_when_the_hourly_threshold_that_others_used_up_is_free_again()
    {
        await using var waiting = await StartAsync(factor: 40, arrange: sandbox => sandbox.Autotask.CallsThisHour = sandbox.Autotask.Behavior.HourlyLimit);
        var first = waiting.World.Sandbox.Autotask.AddTickets(50);
        await waiting.PutAsync(50, number => Update("autotask", "Tickets", first + number, number));
        await waiting.IsDegradedAsync("used up");
        await QueueWorld.UntilAsync(() => Task.FromResult(waiting.Postponed >= 6 * 50), Limit, "each has been postponed more often than it may be tried");

        waiting.World.Sandbox.Autotask.Behavior = waiting.World.Sandbox.Autotask.Behavior with { HourlyLimit = int.MaxValue };

        await waiting.AreAppliedAsync(50);
        await waiting.IsReadyAsync();
    }

    [Theory]
    [InlineData("autotask", "Tickets")]
    [InlineData("teamdynamix", "tickets-42")]
    public async Task After_a_503_nothing_is_sent_until_the_vendors_time_is_over(string system, string recordType)
    {
        await using var waiting = await StartAsync(factor: 60, timing: new() { Request = TimeSpan.FromMinutes(10) });
        var sandbox = waiting.World.Sandbox;
        IVendorSandbox vendor = system == "autotask" ? sandbox.Autotask : sandbox.TeamDynamix;
        var first = system == "autotask" ? sandbox.Autotask.AddTickets(20) : sandbox.TeamDynamix.AddTickets(20);
        vendor.Faults.Add(Fault.Status(503, "", "text/html", new Dictionary<string, string> { ["Retry-After"] = "600" }).For("PATCH").Repeated(Fault.Always));

        var caller = await waiting.World.UpdateFieldsAsync(system, recordType, $"{first}", """{"fields":{"title":"x"}}""");
        await waiting.PutAsync(20, number => Update(system, recordType, first + number, number));
        await waiting.IsDegradedAsync("a system is unavailable");
        await QueueWorld.UntilAsync(() => Task.FromResult(waiting.Postponed >= 20), Limit, "each is postponed once");
        vendor.Faults.Clear();

        caller.Status.ShouldBe(503);
        caller.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBe(600, 30);
        vendor.Calls.All.Count(call => call.Method == "PATCH").ShouldBe(1);
        await waiting.AreAppliedAsync(20);
        await waiting.IsReadyAsync();
    }

    private static string Update(string system, string recordType, long recordId, int number) =>
        $$$"""{"id":"m-{{{number}}}","system":"{{{system}}}","recordType":"{{{recordType}}}","recordId":"{{{recordId}}}","fields":{"title":"title {{{number}}}"}}""";

    private async Task<Waiting> StartAsync(
        int factor, Action<Dictionary<string, string?>>? settings = null, Action<SandboxServer>? arrange = null, Timing? timing = null)
    {
        var account = await azurite.NewAccountAsync();
        var proxy = await AzuriteProxy.StartAsync(account);
        var queues = await account.CreateQueuesAsync();
        var world = await World.StartAsync(
            timing ?? new Timing { BetweenReadBacks = TimeSpan.FromMilliseconds(1) },
            time: new ScaledClock(factor),
            settings: all =>
            {
                all["Queue:Connection"] = proxy.SignedConnection;
                all["Queue:VisibilityTimeout"] = "00:01:00";
                settings?.Invoke(all);
            },
            arrange: (sandbox, _) => arrange?.Invoke(sandbox));
        if (arrange is null)
        {
            world.Sandbox.Autotask.Behavior = world.Sandbox.Autotask.Behavior with { HourlyLimit = int.MaxValue };
        }

        return new Waiting(world, proxy, queues, factor);
    }

    /// <summary>A connector whose clock is fast, and a storage whose delays of put messages are as short.</summary>
    private sealed class Waiting : IAsyncDisposable
    {
        private readonly AzuriteProxy _proxy;
        private readonly UpdateQueues _queues;
        private int _calls;
        private int _postponed;

        public Waiting(World world, AzuriteProxy proxy, UpdateQueues queues, int factor)
        {
            (World, _proxy, _queues) = (world, proxy, queues);
            proxy.Query = request =>
            {
                Interlocked.Increment(ref _calls);
                if (!HttpMethods.IsPost(request.Method) || !int.TryParse(request.Query["visibilitytimeout"], out var seconds))
                {
                    return request.QueryString.Value!;
                }

                Interlocked.Increment(ref _postponed);
                return request.QueryString.Value!.Replace($"visibilitytimeout={seconds}", $"visibilitytimeout={(seconds + factor - 1) / factor}", StringComparison.Ordinal);
            };
        }

        public World World { get; }

        public int StorageCalls => _calls;

        public int Postponed => _postponed;

        public Task PutAsync(int count, Func<int, string> text) =>
            Parallel.ForAsync(0, count, TestContext.Current.CancellationToken, async (number, cancellationToken) =>
                (await _queues.Updates.PutAsync(text(number), expires: false, cancellationToken)).Failure.ShouldBeNull());

        public async Task AreAppliedAsync(int count)
        {
            var places = new SettledMessages(_queues);
            await QueueWorld.UntilAsync(
                async () =>
                {
                    await places.CollectAsync();
                    return places.Results.Count >= count;
                },
                Limit,
                "every update ends");
            places.Poison.ShouldBeEmpty();
            places.Rejected.ShouldBeEmpty();
            places.Results.Values.ShouldAllBe(results => results.Count == 1 && results[0].GetProperty("outcome").GetString() == "applied");
            places.Results.Count.ShouldBe(count);
        }

        public Task IsDegradedAsync(string reason) => QueueWorld.UntilAsync(
            async () => await World.GetAsync("/health/ready") is { Status: 200 } health
                && health.Body.GetProperty("status").GetString() == "degraded"
                && health.Body.GetProperty("detail").GetString()!.Contains(reason, StringComparison.Ordinal),
            Limit,
            $"the status is degraded: {reason}");

        public Task IsReadyAsync() => QueueWorld.UntilAsync(
            async () => (await World.GetAsync("/health/ready")).Body.GetProperty("status").GetString() == "ready", Limit, "the status is ready again");

        public async ValueTask DisposeAsync()
        {
            await World.DisposeAsync();
            await _proxy.DisposeAsync();
        }
    }
}
