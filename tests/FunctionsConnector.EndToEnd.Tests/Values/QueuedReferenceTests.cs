using FunctionsConnector.EndToEnd.Tests.Autotask;
using FunctionsConnector.EndToEnd.Tests.Queues;

namespace FunctionsConnector.EndToEnd.Tests.Values;

/// <summary>Names and numbers of records in a queued update.</summary>
public sealed class QueuedReferenceTests(AzuriteServer azurite)
{
    [Fact]
    public async Task A_queued_update_takes_the_number_of_the_record_and_names_of_others()
    {
        var account = await azurite.NewAccountAsync();
        var queues = await account.CreateQueuesAsync();
        await using var world = await World.StartAsync(settings: settings =>
        {
            settings["Queue:Connection"] = account.ConnectionString;
            settings["Queue:VisibilityTimeout"] = "00:00:01";
        });

        var reply = await world.PostAsync(
            "/api/systems/autotask/records/Tickets/T20260105.0007/queue", """{"fields":{"contractID":"Managed Services","projectID":"Sandbox project 7"}}""");

        reply.Status.ShouldBe(200, reply.Body.ToString());
        string Held(string field) => Truths.Value(world.Sandbox.Autotask.Truth("Tickets", 7), field);
        await QueueWorld.UntilAsync(() => Task.FromResult(Held("contractID") == "7"), TimeSpan.FromSeconds(20), "the update is made");
        Held("projectID").ShouldBe("7");
        var results = new List<string>();
        await QueueWorld.UntilAsync(
            async () =>
            {
                results.AddRange((await QueueWorld.TakeAllAsync(queues.Results)).Select(message => message.Text));
                return results.Count > 0;
            },
            TimeSpan.FromSeconds(20),
            "there is a result");
        results.ShouldHaveSingleItem().ShouldContain("\"recordId\":\"7\"");
        results[0].ShouldContain("\"displayValue\":\"Managed Services\"");
    }
}
