using FunctionsConnector.Sandbox.TeamDynamix;
using FunctionsConnector.Sandbox.TeamDynamix.Kinds;

namespace FunctionsConnector.Actions.Tests.Sandbox.TeamDynamix;

public class TeamDynamixPatchTests
{
    private const string Tickets = "tickets-42";
    private const string Ticket = "api/42/tickets/1001";

    [Fact]
    public async Task A_patch_is_answered_with_the_whole_item_and_moves_its_stamp()
    {
        var time = new ManualTime();
        await using var sandbox = await TeamDynamixCaller.StartAsync(time);

        var answer = await sandbox.PatchAsync(
            Ticket,
            """
            [
              {"op":"add","path":"/statusid","value":"15"},
              {"op":"replace","path":"/attributes/9002","value":"90023,90021"},
              {"op":"remove","path":"/ATTRIBUTES/9003"},
            ]
            """);

        (answer.Json["StatusID"]!.GetValue<int>(), answer.Json["StatusName"]!.GetValue<string>()).ShouldBe((15, "Closed"));
        (answer.Attribute(9002), answer.Attribute(9003)).ShouldBe(("90021,90023", ""));
        answer.Json["ModifiedDate"]!.GetValue<string>().ShouldBe("2026-03-02T10:00:00Z");
        sandbox.TeamDynamix.Truth(Tickets, 1001).ToJsonString().ShouldBe(answer.Json.ToJsonString());
    }

    [Theory]
    [InlineData("""{"op":"replace","path":"/Title","value":"x"}""")]
    [InlineData("""[{"op":"test","path":"/Title","value":"x"}]""")]
    [InlineData("""[{"op":"replace","value":"x"}]""")]
    [InlineData("""[{"op":"replace","path":"Title","value":"x"}]""")]
    [InlineData("""[{"op":"add","path":"/Attributes/-","value":"x"}]""")]
    [InlineData("""[{"op":"replace","path":"/Attributes/0/Value","value":"x"}]""")]
    [InlineData("""[{"op":"replace","path":"/attributes/Building","value":"90012"}]""")]
    [InlineData("""[{"op":"replace","path":"/Attributes","value":[]}]""")]
    [InlineData("""[{"op":"replace","path":"/attributes/9001","value":"South Hall"}]""")]
    [InlineData("""[{"op":"replace","path":"/attributes/9001","value":90012}]""")]
    [InlineData("""[{"op":"replace","path":"/attributes/9001","value":"90013"}]""")]
    [InlineData("""[{"op":"replace","path":"/attributes/9001","value":"90011,90012"}]""")]
    [InlineData("""[{"op":"replace","path":"/StatusID","value":13}]""")]
    [InlineData("""[{"op":"replace","path":"/StatusID","value":21}]""")]
    [InlineData("""[{"op":"replace","path":"/StatusID","value":"In Process"}]""")]
    [InlineData("""[{"op":"remove","path":"/StatusID"}]""")]
    [InlineData("""[{"op":"replace","path":"/PriorityID","value":null}]""")]
    [InlineData("""[{"op":"replace","path":"/Title","value":""}]""")]
    [InlineData("""[{"op":"replace","path":"/StartDate","value":"soon"}]""")]
    public async Task A_bad_operation_is_refused_and_changes_nothing(string body)
    {
        await using var sandbox = await TeamDynamixCaller.StartAsync();
        var before = sandbox.TeamDynamix.Truth(Tickets, 1001).ToJsonString();

        var answer = await sandbox.PatchAsync(Ticket, body);

        answer.Status.ShouldBe(400);
        answer.Json["Message"]!.GetValue<string>().ShouldNotBeEmpty();
        sandbox.TeamDynamix.Truth(Tickets, 1001).ToJsonString().ShouldBe(before);
    }

    [Theory]
    [InlineData("/NoSuchField")]
    [InlineData("/StatusName")]
    [InlineData("/ModifiedDate")]
    [InlineData("/attributes/424242")]
    [InlineData("/attributes/9013")]
    public async Task What_cannot_be_edited_is_accepted_and_ignored_or_refused_by_switch(string path)
    {
        var body = $$"""[{"op":"replace","path":"{{path}}","value":"x"}]""";
        await using var sandbox = await TeamDynamixCaller.StartAsync();
        var before = sandbox.TeamDynamix.Truth(Tickets, 1001).ToJsonString();

        (await sandbox.PatchAsync(Ticket, body)).Json.ToJsonString().ShouldBe(before);
        sandbox.TeamDynamix.Behavior = sandbox.TeamDynamix.Behavior with
        {
            UnknownPath = Reaction.Refuse,
            UnknownAttribute = Reaction.Refuse,
        };

        (await sandbox.PatchAsync(Ticket, body)).Status.ShouldBe(400);
    }

    [Theory]
    [InlineData(true, "Sandbox ticket 1001")]
    [InlineData(false, "First")]
    public async Task A_bad_operation_fails_the_whole_patch_unless_switched(bool isAtomic, string title)
    {
        await using var sandbox = await TeamDynamixCaller.StartAsync();
        sandbox.TeamDynamix.Behavior = sandbox.TeamDynamix.Behavior with { IsAtomic = isAtomic };

        var answer = await sandbox.PatchAsync(
            Ticket, """[{"op":"replace","path":"/Title","value":"First"},{"op":"replace","path":"/StatusID","value":999}]""");

        answer.Status.ShouldBe(400);
        sandbox.TeamDynamix.Truth(Tickets, 1001)["Title"]!.GetValue<string>().ShouldBe(title);
    }

    [Fact]
    public async Task A_status_on_hold_may_need_a_date()
    {
        await using var sandbox = await TeamDynamixCaller.StartAsync();

        var held = await sandbox.PatchAsync(
            Ticket,
            """[{"op":"replace","path":"/StatusID","value":13},{"op":"add","path":"/GoesOffHoldDate","value":"2026-04-01T08:00:00-05:00"}]""");
        var waiting = await sandbox.PatchAsync("api/42/tickets/1002", """[{"op":"replace","path":"/StatusID","value":14}]""");

        (held.Status, held.Json["GoesOffHoldDate"]!.GetValue<string>()).ShouldBe((200, "2026-04-01T13:00:00Z"));
        (waiting.Status, waiting.Json["IsOnHold"]!.GetValue<bool>()).ShouldBe((200, true));
    }

    [Theory]
    [InlineData("2026-03-05", "2026-03-04T22:00:00Z", false)]
    [InlineData("2026-03-05T00:00:00Z", "2026-03-05T00:00:00Z", false)]
    [InlineData("2026-03-05", "2026-03-05T00:00:00Z", true)]
    public async Task A_day_without_an_offset_becomes_the_day_before(string sent, string kept, bool knowsBareDays)
    {
        await using var sandbox = await TeamDynamixCaller.StartAsync();
        sandbox.TeamDynamix.Behavior = sandbox.TeamDynamix.Behavior with { KnowsBareDays = knowsBareDays };

        await sandbox.PatchAsync(Ticket, $$"""[{"op":"replace","path":"/attributes/9005","value":"{{sent}}"}]""");

        sandbox.TeamDynamix.TrueAttribute(Tickets, 1001, 9005).ShouldBe(kept);
    }

    [Fact]
    public async Task A_ticket_that_became_a_task_keeps_its_status()
    {
        await using var sandbox = await TeamDynamixCaller.StartAsync();

        var answer = await sandbox.PatchAsync(
            "api/42/tickets/1040", """[{"op":"replace","path":"/StatusID","value":15},{"op":"replace","path":"/Title","value":"Task"}]""");

        (answer.Json["StatusID"]!.GetValue<int>(), answer.Json["Title"]!.GetValue<string>()).ShouldBe((11, "Task"));
    }

    [Fact]
    public async Task Values_are_copied_and_moved()
    {
        await using var sandbox = await TeamDynamixCaller.StartAsync();

        var answer = await sandbox.PatchAsync(
            Ticket,
            """[{"op":"copy","from":"/Title","path":"/attributes/9004"},{"op":"move","from":"/attributes/9003","path":"/Title"}]""");

        (answer.Attribute(9004), answer.Attribute(9003)).ShouldBe(("Sandbox ticket 1001", ""));
        answer.Json["Title"]!.GetValue<string>().ShouldBe("PO-1001");
    }

    [Fact]
    public async Task An_assets_place_is_cleared_by_minus_one_and_its_refusals_are_bare_text()
    {
        await using var sandbox = await TeamDynamixCaller.StartAsync();

        var cleared = await sandbox.PatchAsync(
            "api/43/assets/2001", """[{"op":"replace","path":"/LocationID","value":-1},{"op":"remove","path":"/AcquisitionDate"}]""");
        var refused = await sandbox.PatchAsync(
            "api/43/assets/2001", """[{"op":"remove","path":"/Name"},{"op":"remove","path":"/SerialNumber"}]""");

        cleared.Json["LocationID"]!.GetValue<int>().ShouldBe(0);
        cleared.Json["AcquisitionDate"]!.GetValue<string>().ShouldBe("0001-01-01T05:00:00Z");
        (refused.Status, refused.Body).ShouldBe((400, "Name or serial number must be provided for asset records"));
    }

    [Fact]
    public async Task An_article_is_not_published_by_a_patch_that_is_answered_200()
    {
        await using var sandbox = await TeamDynamixCaller.StartAsync();

        var answer = await sandbox.PatchAsync(
            "api/44/knowledgebase/5001",
            """[{"op":"replace","path":"/IsPublic","value":true},{"op":"replace","path":"/Summary","value":"New"}]""");

        answer.Status.ShouldBe(200);
        (answer.Json["IsPublic"]!.GetValue<bool>(), answer.Json["RevisionNumber"]!.GetValue<int>()).ShouldBe((false, 4));
    }

    [Fact]
    public async Task A_new_responsibility_is_notified_only_on_request()
    {
        await using var sandbox = await TeamDynamixCaller.StartAsync();
        const string assign = $$"""[{"op":"replace","path":"/ResponsibleUid","value":"{{TeamDynamixPeople.Technician}}"}]""";

        await sandbox.PatchAsync(Ticket, assign);
        await sandbox.PatchAsync("api/42/tickets/1002?notifyNewResponsible=true", assign);

        sandbox.TeamDynamix.Notices.Select(notice => (notice.TicketId, notice.IsNotified)).ShouldBe([(1001, false), (1002, true)]);
    }

    [Fact]
    public async Task The_reply_can_differ_from_the_record()
    {
        const string rename = """[{"op":"replace","path":"/Title","value":"New"}]""";
        await using var sandbox = await TeamDynamixCaller.StartAsync();
        sandbox.TeamDynamix.Behavior = new() { EchoesStaleItem = true, EchoesAttributes = false, AnswersOtherItem = true };

        var answer = await sandbox.PatchAsync(Ticket, rename);

        answer.Json["Title"]!.GetValue<string>().ShouldBe("Sandbox ticket 1001");
        answer.Json["Attributes"].ShouldBeNull();
        answer.Json["ID"]!.GetValue<int>().ShouldNotBe(1001);
        sandbox.TeamDynamix.Truth(Tickets, 1001)["Title"]!.GetValue<string>().ShouldBe("New");
    }

    [Fact]
    public async Task A_silently_ignored_field_and_a_forbidden_record_can_be_ordered()
    {
        await using var sandbox = await TeamDynamixCaller.StartAsync();
        sandbox.TeamDynamix.IgnoreSilently(Tickets, "attributes/9001");
        sandbox.TeamDynamix.Forbid(Tickets, "1002");

        var ignored = await sandbox.PatchAsync(Ticket, """[{"op":"replace","path":"/attributes/9001","value":"90012"}]""");

        (ignored.Status, ignored.Attribute(9001)).ShouldBe((200, "90011"));
        (await sandbox.PatchAsync("api/42/tickets/1002", "[]")).Status.ShouldBe(403);
    }
}
