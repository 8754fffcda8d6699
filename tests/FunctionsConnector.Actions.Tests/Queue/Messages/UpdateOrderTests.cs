using FunctionsConnector.Actions.Queue.Messages;

namespace FunctionsConnector.Actions.Tests.Queue.Messages;

/// <summary>Updates of one record take effect in the order in which they were queued.</summary>
public sealed class UpdateOrderTests(ConnectorFixture connector)
{
    private static readonly DateTimeOffset First = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Second = First.AddSeconds(1);

    [Fact]
    public async Task A_retried_older_message_does_not_overwrite_a_newer_one()
    {
        await ApplyAsync("601", "new", Second);

        var reply = await SendAsync("601", "old", First, attempts: 2);

        MessageHandlerTests.Result(reply).GetProperty("code").GetString().ShouldBe("Conflict");
        MessageHandlerTests.Rejected(reply).GetProperty("error").GetProperty("message").GetString()!.ShouldContain("queued later has changed Title");
        connector.Alpha.Values("601")["title"].ShouldBe("new");
    }

    [Fact]
    public async Task A_retried_older_message_changes_fields_that_no_newer_one_has_changed()
    {
        await ApplyAsync("602", "new", Second);

        var reply = await HandleAsync(MessageHandlerTests.Update("602", """{"hours":"2.5"}"""), First, attempts: 3);

        MessageHandlerTests.Result(reply).GetProperty("outcome").GetString().ShouldBe("applied");
        connector.Alpha.Values("602")["hours"].ShouldBe("2.5");
    }

    [Fact]
    public async Task A_redelivered_message_has_the_same_outcome()
    {
        var id = Guid.NewGuid().ToString();
        var result = MessageHandlerTests.Result(await SendAsync("603", "old", First, attempts: 1, id));
        await ApplyAsync("603", "new", Second);

        var again = MessageHandlerTests.Result(await SendAsync("603", "old", First, attempts: 2, id));

        JsonElement.DeepEquals(again, result).ShouldBeTrue($"{again} equals {result}");
        connector.Alpha.Values("603")["title"].ShouldBe("new", "no update is sent again");
    }

    [Fact]
    public async Task A_condition_that_an_earlier_attempt_made_false_is_no_conflict()
    {
        const string OnlyIf = ""","onlyIf":{"status":"New"} """;
        var text = MessageHandlerTests.Update("605", """{"status":"Complete"}""", OnlyIf);
        connector.Alpha.Values("605")["status"] = "5";

        // As after a crash: only the number of the attempt shows the earlier one.
        var again = MessageHandlerTests.Result(await HandleAsync(text, First, attempts: 2));
        var another = MessageHandlerTests.Result(await HandleAsync(text, First, attempts: 1));

        again.GetProperty("outcome").GetString().ShouldBe("applied");
        another.GetProperty("code").GetString().ShouldBe("Conflict");
    }

    private async Task ApplyAsync(string recordId, string title, DateTimeOffset queuedAt) =>
        MessageHandlerTests.Result(await SendAsync(recordId, title, queuedAt, attempts: 1)).GetProperty("outcome").GetString().ShouldBe("applied");

    private Task<MessageOutcome> SendAsync(string recordId, string title, DateTimeOffset queuedAt, int attempts, string? id = null) =>
        HandleAsync(MessageHandlerTests.Update(recordId, $$"""{"title":"{{title}}"}"""), queuedAt, attempts, id);

    private Task<MessageOutcome> HandleAsync(string text, DateTimeOffset queuedAt, int attempts, string? id = null) =>
        connector.Messages.HandleAsync(MessageHandlerTests.Message(text, queuedAt, id, attempts), TestContext.Current.CancellationToken);
}
