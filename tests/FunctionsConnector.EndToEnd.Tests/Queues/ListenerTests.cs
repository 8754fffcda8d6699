using FunctionsConnector.Actions.Queue.Storage;
using Microsoft.AspNetCore.Http;

namespace FunctionsConnector.EndToEnd.Tests.Queues;

/// <summary>The listener of the queue.</summary>
public sealed class ListenerTests(AzuriteServer azurite)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_message_stays_invisible_while_it_is_processed()
    {
        var account = await azurite.NewAccountAsync();
        var queues = await account.CreateQueuesAsync();
        await using var world = await ListeningAsync(account);
        world.Sandbox.Autotask.Faults.Add(Fault.Delay(TimeSpan.FromSeconds(1.8)).For("PATCH").Repeated(Fault.Always));
        await PutAsync(queues, 1);

        await QueueWorld.UntilAsync(async () => (await ResultsAsync(queues)).Count > 0, Soon, "there is a result");

        (await ResultsAsync(queues)).ShouldHaveSingleItem().Text.ShouldContain("\"applied\"");
        world.PatchesSent.Count().ShouldBe(1);
    }

    [Fact]
    public async Task Messages_of_a_slow_response_are_completed_once()
    {
        await using var proxy = await AzuriteProxy.StartAsync(await azurite.NewAccountAsync());
        var queues = await proxy.Account.CreateQueuesAsync();
        var (lists, deleted) = (0, 0);
        proxy.OnResponse = (request, answer) =>
        {
            Interlocked.Add(ref deleted, HttpMethods.IsDelete(request.Method) && answer.IsSuccessStatusCode ? 1 : 0);

            // So late that the messages are visible again before the response is read.
            return IsTaking(request) && Interlocked.Increment(ref lists) == 1 ? Task.Delay(TimeSpan.FromSeconds(1.3)) : Task.CompletedTask;
        };
        await PutAsync(queues, 1);
        await PutAsync(queues, 2);
        await using var world = await ListeningAsync(proxy.Account);

        await QueueWorld.UntilAsync(() => Task.FromResult(Volatile.Read(ref deleted) == 2), Soon, "both are deleted");

        (await ResultsAsync(queues)).Count.ShouldBe(2, "each has one result");
        world.PatchesSent.Count().ShouldBe(2);
    }

    [Fact]
    public async Task The_next_update_starts_while_a_result_is_being_put()
    {
        await using var proxy = await AzuriteProxy.StartAsync(await azurite.NewAccountAsync());
        var queues = await proxy.Account.CreateQueuesAsync();
        var storageIsSlow = new TaskCompletionSource();
        proxy.OnResponse = (request, _) => HttpMethods.IsPost(request.Method) && request.Path.Value!.Contains("-results", StringComparison.Ordinal) ? storageIsSlow.Task : Task.CompletedTask;
        await PutAsync(queues, 1);
        await PutAsync(queues, 2);
        await using var world = await ListeningAsync(proxy.Account, concurrency: 1);

        await QueueWorld.UntilAsync(() => Task.FromResult(world.PatchesSent.Count() == 2), Soon, "both updates are applied before a result is put");

        storageIsSlow.SetResult();
    }

    [Fact]
    public async Task A_completed_message_without_a_deletion_in_time_never_becomes_poison()
    {
        const int MostAttempts = 5;
        await using var proxy = await AzuriteProxy.StartAsync(await azurite.NewAccountAsync());
        var queues = await proxy.Account.CreateQueuesAsync();
        await PutAsync(queues, 1);
        for (var attempts = 1; attempts < MostAttempts; attempts++)
        {
            var taken = (await queues.Updates.ReceiveAsync(1, Soon, TestContext.Current.CancellationToken)).Value!.ShouldHaveSingleItem();
            await queues.Updates.SetVisibilityAsync(taken, TimeSpan.Zero, TestContext.Current.CancellationToken);
        }

        // Simulates a renewal with a lost response, and thus a lost receipt: the deletion after the last attempt has an invalid receipt.
        var deletions = 0;
        proxy.Intercept = context =>
        {
            var isFirst = HttpMethods.IsDelete(context.Request.Method) && Interlocked.Increment(ref deletions) == 1;
            context.Response.StatusCode = isFirst ? 400 : 200;
            context.Response.Headers["x-ms-error-code"] = isFirst ? "PopReceiptMismatch" : null;
            return isFirst;
        };
        await using var world = await ListeningAsync(proxy.Account);

        await QueueWorld.UntilAsync(() => Task.FromResult(Volatile.Read(ref deletions) == 2), Soon, "it is deleted at its sixth delivery");

        var results = await ResultsAsync(queues);
        results.Count.ShouldBe(2);
        results.ShouldAllBe(result => result.Text == results[0].Text, "repeated results are equal");
        (await queues.Poison.PeekAsync(TestContext.Current.CancellationToken)).Value.ShouldBeEmpty();
        world.PatchesSent.Count().ShouldBe(1);
    }

    [Fact]
    public async Task Without_an_available_queue_the_connector_serves_http_and_retries()
    {
        await using var world = await World.StartAsync(settings: settings => settings["Queue:Connection"] = "AccountName=a;AccountKey=YQ==;QueueEndpoint=http://127.0.0.1:1/a");

        await QueueWorld.UntilAsync(
            () => Task.FromResult(world.Log.Lines.Count(line => line.Contains("Cannot listen to queue field-updates", StringComparison.Ordinal)) >= 2), Soon, "it retries");

        (await world.UpdateFieldAsync("Tickets", 1, """{"field":"title","value":"x"}""")).ShouldSay("applied");
    }

    private static Task<World> ListeningAsync(StorageAccount account, int concurrency = 4) => World.StartAsync(settings: settings =>
    {
        settings["Queue:Concurrency"] = concurrency.ToString(CultureInfo.InvariantCulture);
        settings["Queue:Connection"] = account.ConnectionString;
        settings["Queue:VisibilityTimeout"] = "00:00:01";
    });

    private static async Task PutAsync(UpdateQueues queues, int ticket) => (await queues.Updates.PutAsync(
        $$$"""{"system":"autotask","recordType":"Tickets","recordId":"{{{ticket}}}","fields":{"title":"changed"}}""",
        expires: true,
        TestContext.Current.CancellationToken)).Failure.ShouldBeNull();

    private static async Task<IReadOnlyList<ReceivedMessage>> ResultsAsync(UpdateQueues queues) =>
        (await queues.Results.PeekAsync(TestContext.Current.CancellationToken)).Value!;

    private static bool IsTaking(HttpRequest request) => request.Query.ContainsKey("visibilitytimeout") && HttpMethods.IsGet(request.Method);
}
