using FunctionsConnector.EndToEnd.Tests.Queues;
using Microsoft.AspNetCore.Http;

namespace FunctionsConnector.EndToEnd.Tests.FunctionApp;

/// <summary>Waits in the function app: neither the connector's own nor those for the storage are counted by its host.</summary>
[Collection(BulkRun.OneAtATime)]
public sealed class WaitTests(AzuriteServer azurite, PublishedFunctionApp app)
{
    private const int Count = 6;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Updates_wait_for_a_vendor_that_said_it_is_unavailable()
    {
        await using var world = await QueueWorld.StartAsync(azurite);
        var vendor = world.Sandbox.Autotask;
        var first = vendor.AddTickets(Count);
        vendor.Faults.Add(Fault.Status(503, "", "text/html", new Dictionary<string, string> { ["Retry-After"] = "12" }).For("PATCH").Repeated(Fault.Always));
        for (var number = 0; number < Count; number++)
        {
            await world.PutAsync(Update(first + number));
        }

        await using var host = await world.StartFunctionsHostAsync(await app.FolderAsync());
        using var probe = new HttpClient { BaseAddress = host.Url };
        await QueueWorld.UntilAsync(
            async () => (await probe.GetStringAsync("health/ready", TestContext.Current.CancellationToken)).Contains("a system is unavailable", StringComparison.Ordinal),
            Limit,
            "the status is degraded");
        await QueueWorld.UntilAsync(() => Task.FromResult(vendor.Calls.All.Count(IsPatch) > Count), Limit, "the vendor has refused more calls than there are messages");
        vendor.Faults.Clear();

        await AreAppliedAsync(world, Count);
    }

    [Fact]
    public async Task A_made_update_whose_result_cannot_be_put_is_not_poison_for_the_host()
    {
        await using var world = await QueueWorld.StartAsync(azurite);
        await using var proxy = await AzuriteProxy.StartAsync(world.Account);
        var puts = 0;

        // With the client's own retries these are six deliveries: one more than attempts.
        proxy.Intercept = context =>
        {
            var isRefused = HttpMethods.IsPost(context.Request.Method) && context.Request.Path.Value!.Contains("-results", StringComparison.Ordinal) && Interlocked.Increment(ref puts) <= 24;
            context.Response.StatusCode = isRefused ? 500 : 200;
            return isRefused;
        };
        await world.PutAsync(Update(1));
        await using var host = await world.StartFunctionsHostAsync(await app.FolderAsync(), connection: proxy.Account.ConnectionString);

        await AreAppliedAsync(world, 1);

        world.Sandbox.Autotask.Calls.All.Count(IsPatch).ShouldBe(1);
    }

    private static async Task AreAppliedAsync(QueueWorld world, int count)
    {
        var places = new SettledMessages(world.Queues);
        await QueueWorld.UntilAsync(
            async () =>
            {
                await places.CollectAsync();
                return places.Results.Count + places.Poison.Count >= count;
            },
            Limit,
            "every update ends");
        places.Poison.ShouldBeEmpty();
        places.Results.Values.ShouldAllBe(results => results.Count == 1 && results[0].GetProperty("outcome").GetString() == "applied");
    }

    private static bool IsPatch(RecordedCall call) => call.Method == "PATCH";

    private static string Update(long ticket) => $$$"""{"system":"autotask","recordType":"Tickets","recordId":"{{{ticket}}}","fields":{"title":"changed"}}""";
}
