using FunctionsConnector.EndToEnd.Tests.Queues.Azurite;
using FunctionsConnector.EndToEnd.Tests.Testing;
using FunctionsConnector.Queue.Storage;
using FunctionsConnector.Sandbox.Faults;

namespace FunctionsConnector.EndToEnd.Tests.Queues;

/// <summary>How the listener treats the queue.</summary>
public sealed class ListenerTests(AzuriteServer azurite)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_message_stays_hidden_for_as_long_as_it_is_worked_on()
    {
        var account = await azurite.NewAccountAsync();
        await using var world = await World.StartAsync(settings: settings =>
        {
            settings["Queue:Connection"] = account.ConnectionString;
            settings["Queue:VisibilityTimeout"] = "00:00:01";
        });
        var queues = new UpdateQueues(StorageService.Of(StorageConnection.Parse(account.ConnectionString).Connection!, TimeProvider.System), "field-updates");
        world.Sandbox.Autotask.Faults.Add(Fault.Delay(TimeSpan.FromSeconds(1.8)).For("PATCH").Repeated(Fault.Always));
        await queues.Updates.CreateAsync(TestContext.Current.CancellationToken);
        await queues.Updates.PutAsync(
            """{"system":"autotask","recordType":"Tickets","recordId":"1","fields":{"title":"slow"}}""", expires: true, TestContext.Current.CancellationToken);

        IReadOnlyList<ReceivedMessage> results = [];
        await QueueWorld.UntilAsync(
            async () => (results = (await queues.Results.PeekAsync(TestContext.Current.CancellationToken)).Value ?? []).Count > 0, Soon, "there is a result");

        results.ShouldHaveSingleItem().Text.ShouldContain("\"applied\"");
        world.PatchesSent.Count().ShouldBe(1);
    }

    [Fact]
    public async Task Without_a_queue_that_answers_it_serves_http_and_goes_on_trying()
    {
        await using var world = await World.StartAsync(settings: settings => settings["Queue:Connection"] = "AccountName=a;AccountKey=YQ==;QueueEndpoint=http://127.0.0.1:1/a");

        await QueueWorld.UntilAsync(
            () => Task.FromResult(world.Log.Lines.Count(line => line.Contains("Cannot listen to queue field-updates", StringComparison.Ordinal)) >= 2), Soon, "it tries again");

        (await world.UpdateFieldAsync("Tickets", 1, """{"field":"title","value":"x"}""")).ShouldSay("applied");
    }
}
