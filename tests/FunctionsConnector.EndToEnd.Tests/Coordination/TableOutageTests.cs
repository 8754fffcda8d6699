using FunctionsConnector.EndToEnd.Tests.Queues;

namespace FunctionsConnector.EndToEnd.Tests.Coordination;

/// <summary>While the tables cannot be used, callers are served and queued updates wait.</summary>
public sealed class TableOutageTests(AzuriteServer azurite)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Callers_are_answered_and_queued_updates_wait_until_the_tables_can_be_used_again()
    {
        await using var instances = await Instances.StartAsync(azurite, listening: true);
        var ticket = instances.Sandbox.Autotask.AddTickets(2);
        (await CallAsync("before")).Outcome.ShouldBe("applied");

        instances.StopTables(instances.First);
        instances.StopTables(instances.Second);
        await instances.PutAsync(Instances.Update(ticket + 1, "queued"));
        (await CallAsync("meanwhile")).Outcome.ShouldBe("applied");
        await QueueWorld.UntilAsync(async () => await DetailAsync() is { } detail && detail.Contains("Queued updates wait, because the tables", StringComparison.Ordinal), Soon, "the status says so");
        (await CallAsync("again")).Outcome.ShouldBe("applied");
        instances.Sandbox.Autotask.Truth("Tickets", ticket + 1)["title"]!.GetValue<string>().ShouldNotBe("queued");
        (await QueueWorld.TakeAllAsync(instances.Queues.Results)).ShouldBeEmpty();

        instances.StartTables();
        var results = new SettledMessages(instances.Queues);
        await QueueWorld.UntilAsync(
            async () =>
            {
                await results.CollectAsync();
                return results.Results.Count == 1;
            },
            Soon,
            "the queued update goes on");
        results.Results["m"].ShouldHaveSingleItem().GetProperty("outcome").GetString().ShouldBe("applied");

        Task<Reply> CallAsync(string title) => instances.First.UpdateFieldsAsync("Tickets", ticket, $$$"""{"fields":{"title":"{{{title}}}"}}""");

        // Either instance may have received the message.
        async Task<string?> DetailAsync() => string.Join(' ', await Task.WhenAll(new[] { instances.First, instances.Second }.Select(
            async instance => (await instance.GetAsync("/health/ready")).Body.TryGetProperty("detail", out var detail) ? detail.GetString() : null)));
    }
}
