namespace FunctionsConnector.EndToEnd.Tests.Queues;

/// <summary>QueueUpdate: an invalid update fails at once, a valid one is put on the queue.</summary>
public sealed class QueueUpdateTests(AzuriteServer azurite)
{
    private const string Route = "/api/systems/autotask/records/Tickets/3/queue";

    [Fact]
    public async Task The_message_has_the_callers_text_and_the_record_is_unchanged()
    {
        var account = await azurite.NewAccountAsync();
        await using var world = await StartAsync(account.ConnectionString);
        var queues = await account.CreateQueuesAsync();

        var reply = await world.PostAsync(Route, """{"fields":{"Status":"Complete"},"fieldsToClear":["dueDateTime"],"onlyIf":{"title":""},"verify":false,"failureMode":"output"}""");

        reply.Code.ShouldBe("Conflict", "the same checks as a preview: the condition does not hold");
        reply = await world.PostAsync(Route, """{"fields":{"Status":"Complete"},"fieldsToClear":["dueDateTime"],"verify":false,"failureMode":"output"}""");
        reply.Status.ShouldBe(200);
        var message = (await QueueWorld.TakeAllAsync(queues.Updates)).ShouldHaveSingleItem();
        reply.Body.GetProperty("messageId").GetString().ShouldBe(message.Id);
        Encoding.UTF8.GetString(Convert.FromBase64String(message.Text)).ShouldBe(
            """{"system":"autotask","recordType":"Tickets","recordId":"3","fields":{"Status":"Complete"},"fieldsToClear":["dueDateTime"],"verify":false}""");
        world.PatchesSent.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"fields":{"statsu":"Complete"}}""", 422, "UpdateInvalid")]
    [InlineData("""{"fields":{"status":"Clsoed"}}""", 422, "UpdateInvalid")]
    [InlineData("""{"fields":{}}""", 400, "InvalidRequest")]
    [InlineData("""{"fields":{"title":"x"},"id":"y"}""", 400, "InvalidRequest")]
    public async Task An_update_that_a_preview_refuses_is_not_queued(string body, int status, string code)
    {
        var account = await azurite.NewAccountAsync();
        await using var world = await StartAsync(account.ConnectionString);
        var queues = await account.CreateQueuesAsync();

        (await world.PostAsync(Route, body)).ShouldFail(status, code);

        (await QueueWorld.TakeAllAsync(queues.Updates)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_update_larger_than_a_message_is_refused()
    {
        await using var world = await StartAsync("AccountName=a;AccountKey=YQ==;QueueEndpoint=http://127.0.0.1:1/a");

        (await world.PostAsync(Route, JsonSerializer.Serialize(new { fields = new { description = new string('x', 60_000) } }))).ShouldFail(413, "PayloadTooLarge");
    }

    [Fact]
    public async Task Without_a_queue_the_failure_names_the_alternative()
    {
        await using var world = await World.StartAsync();

        var reply = await world.PostAsync(Route, """{"fields":{"title":"x"}}""");

        reply.ShouldFail(404, "RouteNotFound");
        reply.Message.ShouldContain("Queue:ServiceUri");
    }

    [Fact]
    public async Task An_unreachable_queue_is_reported()
    {
        await using var world = await StartAsync("AccountName=a;AccountKey=YQ==;QueueEndpoint=http://127.0.0.1:1/a");

        var reply = await world.PostAsync(Route, """{"fields":{"title":"x"}}""");

        reply.ShouldFail(503, "SystemUnavailable");
        reply.Headers.RetryAfter.ShouldNotBeNull();
    }

    private static Task<World> StartAsync(string connection) => World.StartAsync(configure: World.WithoutListener, settings: settings => settings["Queue"] = connection);
}
