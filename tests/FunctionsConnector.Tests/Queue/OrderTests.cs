using System.Text.Json;

namespace FunctionsConnector.Tests.Queue;

/// <summary>Updates of one record take effect in the order in which they were queued.</summary>
public sealed class OrderTests(HandlerFixture handler)
{
    private const string First = "2026-11-21T10:00:00+00:00";
    private const string Second = "2026-11-21T10:00:01+00:00";

    [Fact]
    public async Task An_older_message_that_is_tried_again_does_not_undo_a_newer_one()
    {
        await ApplyAsync("601", "new", Second);

        var reply = await SendAsync("601", "old", First, tries: 2);

        UpdateFromQueueTests.Result(reply).GetProperty("code").GetString().ShouldBe("Conflict");
        UpdateFromQueueTests.Rejected(reply).GetProperty("error").GetProperty("message").GetString()!.ShouldContain("queued later has changed Title");
        handler.Alpha.Values("601")["title"].ShouldBe("new");
    }

    [Fact]
    public async Task An_older_message_still_changes_what_no_newer_one_has_changed()
    {
        await ApplyAsync("602", "new", Second);

        var reply = await handler.CallAsync(HandlerFixture.Envelope(
            UpdateFromQueueTests.Update("602", """{"hours":"2.5"}"""), Guid.NewGuid().ToString(), tries: 3, First));

        UpdateFromQueueTests.Result(reply).GetProperty("outcome").GetString().ShouldBe("applied");
        handler.Alpha.Values("602")["hours"].ShouldBe("2.5");
    }

    [Fact]
    public async Task A_message_that_is_handed_out_again_has_the_outcome_that_it_had()
    {
        var id = Guid.NewGuid().ToString();
        var said = UpdateFromQueueTests.Result(await SendAsync("603", "old", First, tries: 1, id));
        await ApplyAsync("603", "new", Second);

        var again = UpdateFromQueueTests.Result(await SendAsync("603", "old", First, tries: 2, id));

        JsonElement.DeepEquals(again, said).ShouldBeTrue($"{again} is what was said before: {said}");
        handler.Alpha.Values("603")["title"].ShouldBe("new", "nothing is sent a second time");
    }

    [Fact]
    public async Task Another_message_that_bears_the_same_id_is_made()
    {
        var id = Guid.NewGuid().ToString();
        await ApplyAsync("604", "one", First, id);

        await ApplyAsync("604", "two", Second, id);

        handler.Alpha.Values("604")["title"].ShouldBe("two");
    }

    [Fact]
    public async Task A_condition_that_an_earlier_try_made_untrue_does_not_turn_a_success_into_a_refusal()
    {
        const string OnlyIf = ""","onlyIf":{"status":"New"} """;
        var text = UpdateFromQueueTests.Update("605", """{"status":"Complete"}""", OnlyIf);
        handler.Alpha.Values("605")["status"] = "5";

        // As after a crash: an earlier try is known of by its number only.
        var again = UpdateFromQueueTests.Result(await handler.CallAsync(HandlerFixture.Envelope(text, Guid.NewGuid().ToString(), tries: 2)));
        var another = UpdateFromQueueTests.Result(await handler.CallAsync(HandlerFixture.Envelope(text, Guid.NewGuid().ToString())));

        again.GetProperty("outcome").GetString().ShouldBe("applied");
        another.GetProperty("code").GetString().ShouldBe("Conflict");
    }

    private async Task ApplyAsync(string recordId, string title, string queuedAt, string? id = null, int tries = 1) =>
        UpdateFromQueueTests.Result(await SendAsync(recordId, title, queuedAt, tries, id)).GetProperty("outcome").GetString().ShouldBe("applied");

    private Task<Reply> SendAsync(string recordId, string title, string queuedAt, int tries, string? id = null) => handler.CallAsync(
        HandlerFixture.Envelope(UpdateFromQueueTests.Update(recordId, $$"""{"title":"{{title}}"}"""), id ?? Guid.NewGuid().ToString(), tries, queuedAt));
}
