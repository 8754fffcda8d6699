using FunctionsConnector.Sandbox.TeamDynamix;
using FunctionsConnector.Sandbox.TeamDynamix.Kinds;

namespace FunctionsConnector.Actions.Tests.Sandbox.TeamDynamix;

public class TeamDynamixPatchTests
{
    private const string Tickets = "tickets-42";
    private const string Ticket = "api/42/tickets/1001";

    [Fact]
    public async Task A_patch_returns_the_whole_item_and_sets_its_stamp()
    {
        var time = new ManualTime();
        await using var sandbox = await TeamDynamixCaller.StartAsync(time);

        var response = await sandbox.PatchAsync(
            Ticket,
            """
            [
              {"op":"add","path":"/statusid","value":"15"},
              {"op":"replace","path":"/attributes/9002","value":"90023,90021"},
              {"op":"remove","path":"/ATTRIBUTES/9003"},
            ]
            """);

        (response.Json["StatusID"]!.GetValue<int>(), response.Json["StatusName"]!.GetValue<string>()).ShouldBe((15, "Closed"));
        (response.Attribute(9002), response.Attribute(9003)).ShouldBe(("90021,90023", ""));
        response.Json["ModifiedDate"]!.GetValue<string>().ShouldBe("2026-03-02T10:00:00Z");
        sandbox.TeamDynamix.Truth(Tickets, 1001).ToJsonString().ShouldBe(response.Json.ToJsonString());
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
    public async Task An_invalid_operation_is_refused_and_changes_nothing(string body)
    {
        await using var sandbox = await TeamDynamixCaller.StartAsync();
        var before = sandbox.TeamDynamix.Truth(Tickets, 1001).ToJsonString();

        var response = await sandbox.PatchAsync(Ticket, body);

        response.Status.ShouldBe(400);
        response.Json["Message"]!.GetValue<string>().ShouldNotBeEmpty();
        sandbox.TeamDynamix.Truth(Tickets, 1001).ToJsonString().ShouldBe(before);
    }

    [Theory]
    [InlineData("/NoSuchField")]
    [InlineData("/StatusName")]
    [InlineData("/ModifiedDate")]
    [InlineData("/attributes/424242")]
    [InlineData("/attributes/9013")]
    public async Task A_read_only_field_is_ignored_or_refused_by_switch(string path)
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
    public async Task An_invalid_operation_fails_the_whole_patch_unless_switched(bool isAtomic, string title)
    {
        await using var sandbox = await TeamDynamixCaller.StartAsync();
        sandbox.TeamDynamix.Behavior = sandbox.TeamDynamix.Behavior with { IsAtomic = isAtomic };

        var response = await sandbox.PatchAsync(
            Ticket, """[{"op":"replace","path":"/Title","value":"First"},{"op":"replace","path":"/StatusID","value":999}]""");

        response.Status.ShouldBe(400);
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
    [InlineData("2026-03-05", "Europe/Berlin", "2026-03-04T23:00:00Z")]
    [InlineData("2026-03-05T00:00:00Z", "Europe/Berlin", "2026-03-04T23:00:00Z")]
    [InlineData("2026-03-05T00:00:00Z", "America/New_York", "2026-03-04T05:00:00Z")]
    public async Task A_day_is_kept_as_the_date_in_the_zone_of_the_server(string sent, string zone, string shown)
    {
        await using var sandbox = await TeamDynamixCaller.StartAsync();
        sandbox.TeamDynamix.Behavior = sandbox.TeamDynamix.Behavior with { ServerTimeZone = zone };

        await sandbox.PatchAsync(Ticket, $$"""[{"op":"replace","path":"/attributes/9005","value":"{{sent}}"}]""");

        sandbox.TeamDynamix.TrueAttribute(Tickets, 1001, 9005).ShouldBe(shown);
    }

    [Fact]
    public async Task A_ticket_that_became_a_task_keeps_its_status()
    {
        await using var sandbox = await TeamDynamixCaller.StartAsync();

        var response = await sandbox.PatchAsync(
            "api/42/tickets/1040", """[{"op":"replace","path":"/StatusID","value":15},{"op":"replace","path":"/Title","value":"Task"}]""");

        (response.Json["StatusID"]!.GetValue<int>(), response.Json["Title"]!.GetValue<string>()).ShouldBe((11, "Task"));
    }

    [Fact]
    public async Task Values_are_copied_and_moved()
    {
        await using var sandbox = await TeamDynamixCaller.StartAsync();

        var response = await sandbox.PatchAsync(
            Ticket,
            """[{"op":"copy","from":"/Title","path":"/attributes/9004"},{"op":"move","from":"/attributes/9003","path":"/Title"}]""");

        (response.Attribute(9004), response.Attribute(9003)).ShouldBe(("Sandbox ticket 1001", ""));
        response.Json["Title"]!.GetValue<string>().ShouldBe("PO-1001");
    }

    [Fact]
    public async Task Minus_one_clears_an_assets_location_and_its_refusals_are_plain_text()
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
    public async Task A_patch_that_publishes_an_article_is_ignored_with_a_200()
    {
        await using var sandbox = await TeamDynamixCaller.StartAsync();

        var response = await sandbox.PatchAsync(
            "api/44/knowledgebase/5001",
            """[{"op":"replace","path":"/IsPublic","value":true},{"op":"replace","path":"/Summary","value":"New"}]""");

        response.Status.ShouldBe(200);
        (response.Json["IsPublic"]!.GetValue<bool>(), response.Json["RevisionNumber"]!.GetValue<int>()).ShouldBe((false, 4));
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
    public async Task The_response_can_differ_from_the_record()
    {
        const string rename = """[{"op":"replace","path":"/Title","value":"New"}]""";
        await using var sandbox = await TeamDynamixCaller.StartAsync();
        sandbox.TeamDynamix.Behavior = new() { EchoesStaleItem = true, EchoesAttributes = false, AnswersOtherItem = true };

        var response = await sandbox.PatchAsync(Ticket, rename);

        response.Json["Title"]!.GetValue<string>().ShouldBe("Sandbox ticket 1001");
        response.Json["Attributes"].ShouldBeNull();
        response.Json["ID"]!.GetValue<int>().ShouldNotBe(1001);
        sandbox.TeamDynamix.Truth(Tickets, 1001)["Title"]!.GetValue<string>().ShouldBe("New");
    }

    [Fact]
    public async Task A_field_can_be_ignored_and_a_record_forbidden()
    {
        await using var sandbox = await TeamDynamixCaller.StartAsync();
        sandbox.TeamDynamix.IgnoreSilently(Tickets, "attributes/9001");
        sandbox.TeamDynamix.Forbid(Tickets, "1002");

        var ignored = await sandbox.PatchAsync(Ticket, """[{"op":"replace","path":"/attributes/9001","value":"90012"}]""");

        (ignored.Status, ignored.Attribute(9001)).ShouldBe((200, "90011"));
        (await sandbox.PatchAsync("api/42/tickets/1002", "[]")).Status.ShouldBe(403);
    }
}
