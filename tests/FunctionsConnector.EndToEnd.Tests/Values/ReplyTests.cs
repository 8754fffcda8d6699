namespace FunctionsConnector.EndToEnd.Tests.Values;

/// <summary>What a reply says of cleared fields, of markup, and of a status that is read twice.</summary>
public class ReplyTests
{
    [Theory]
    [InlineData("autotask/records/Tickets/1", "dueDateTime", true)]
    [InlineData("autotask/records/Tickets/1", "dueDateTime", false)]
    [InlineData("teamdynamix/records/tickets-42/1001", "GoesOffHoldDate", true)]
    [InlineData("teamdynamix/records/tickets-42/1001", "Purchase Order", false)]
    public async Task A_cleared_field_says_so(string record, string field, bool verify)
    {
        await using var world = await World.StartAsync();
        var call = JsonSerializer.Serialize(new { fieldsToClear = new[] { field }, verify });

        var preview = await world.PostAsync($"/api/systems/{record}/preview", call);
        var made = await world.PatchAsync($"/api/systems/{record}", call);

        foreach (var reply in new[] { preview, made })
        {
            reply.Status.ShouldBe(200, reply.Body.ToString());
            reply.Field(field).GetProperty("cleared").GetBoolean().ShouldBeTrue();
            reply.Field(field).TryGetProperty("value", out _).ShouldBeFalse();
        }
    }

    [Fact]
    public async Task A_field_that_was_set_does_not_say_cleared()
    {
        await using var world = await World.StartAsync();

        (await world.UpdateFieldsAsync("Tickets", 1, """{"fields":{"title":"x"}}""")).Field("title").TryGetProperty("cleared", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_status_that_is_read_twice_is_a_warning_of_the_reply_as_of_the_preview()
    {
        await using var world = await World.StartAsync();

        var made = await world.UpdateFieldsAsync("Tickets", 1, """{"fields":{"status":"Complete"}}""");
        var other = await world.UpdateFieldsAsync("Tickets", 1, """{"fields":{"title":"x"}}""");

        Warnings(made).ShouldHaveSingleItem().ShouldBe("Status was read twice, because a workflow rule may take it back.");
        world.Sandbox.Autotask.Calls.All.Count(call => call.Method == "GET" && call.PathAndQuery.EndsWith("/Tickets/1", StringComparison.Ordinal)).ShouldBe(3);
        Warnings(other).ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_the_second_reading_fails_the_warning_does_not_claim_it()
    {
        await using var world = await World.StartAsync();
        world.Sandbox.Autotask.Faults.Add(Fault.Delay(TimeSpan.Zero).For("GET", "/Tickets/1"));
        world.Sandbox.Autotask.Faults.Add(Fault.Status(404, "<html>", "text/html").For("GET", "/Tickets/1").Repeated(Fault.Always));

        var made = await world.UpdateFieldsAsync("Tickets", 1, """{"fields":{"status":"Complete"}}""");

        made.ShouldSay("applied");
        Warnings(made).ShouldHaveSingleItem().ShouldContain("could not be read a second time");
    }

    [Theory]
    [InlineData("autotask/records/Tickets/1", """{"fields":{"description":"plain"}}""", "formatting and pasted images that it had are lost")]
    [InlineData("autotask/records/TimeEntries/1", """{"fields":{"summaryNotes":"plain"}}""", "formatting and pasted images that it had are lost")]
    [InlineData("autotask/records/Companies/1", """{"fields":{"Account note":"<p>Hi</p>"}}""", "has HTML tags, and people will see them as they are")]
    [InlineData("teamdynamix/records/tickets-42/1001", """{"fields":{"Title":"a <b>bold</b> title"}}""", "has HTML tags, and people will see them as they are")]
    [InlineData("teamdynamix/records/tickets-42/1001", """{"fields":{"Description":"<p>Hi</p>"}}""", "unless IsRichHtml of the record is true")]
    public async Task Text_with_markup_or_in_place_of_it_is_a_warning(string record, string call, string warning)
    {
        await using var world = await World.StartAsync();

        var preview = await world.PostAsync($"/api/systems/{record}/preview", call);
        var made = await world.PatchAsync($"/api/systems/{record}", call);

        made.ShouldSay("applied");
        Warnings(made).ShouldContain(text => text.Contains(warning, StringComparison.Ordinal));
        Warnings(preview).ShouldContain(text => text.Contains(warning, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("autotask/records/Companies/1", """{"fields":{"Account note":"a < b, c > d, <x> and <me@example.com>"}}""")]
    [InlineData("teamdynamix/records/tickets-42/1001", """{"fields":{"Description":"<p>Hi</p>","IsRichHtml":true}}""")]
    [InlineData("teamdynamix/records/articles-44/5001", """{"fields":{"Body":"<p>Hi</p>"}}""")]
    public async Task Text_that_reads_as_it_should_is_none(string record, string call)
    {
        await using var world = await World.StartAsync();

        var made = await world.PatchAsync($"/api/systems/{record}", call);

        made.ShouldSay("applied");
        Warnings(made).ShouldBeEmpty();
    }

    private static IEnumerable<string> Warnings(Reply reply) =>
        reply.Body.TryGetProperty("warnings", out var warnings) ? [.. warnings.EnumerateArray().Select(warning => warning.GetString()!)] : [];
}
