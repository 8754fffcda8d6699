using FunctionsConnector.Sandbox.TeamDynamix;

namespace FunctionsConnector.EndToEnd.Tests.TeamDynamix;

/// <summary>The exact request of an update and its change of the item.</summary>
public class UpdateTests
{
    private const string Requestor = "50000000-5a4d-4b0c-8e57-000000000002";
    private const string Rename = """{"fields":{"Title":"new"}}""";

    public static TheoryData<string, string, string, string, string, string> Updates => new()
    {
        {
            "tickets-42", "1001", """{"fields":{"Title":"Renamed"}}""",
            """42/tickets/1001?notifyNewResponsible=false [{"op":"add","path":"/Title","value":"Renamed"}]""", "Title", "Renamed"
        },
        {
            "tickets-42", "1001", """{"fields":{"status":"In Process"}}""",
            """42/tickets/1001?notifyNewResponsible=false [{"op":"add","path":"/StatusID","value":12}]""", "StatusID", "12"
        },
        {
            "tickets-42", "1001", """{"fields":{"AccountID":"6514"}}""",
            """42/tickets/1001?notifyNewResponsible=false [{"op":"add","path":"/AccountID","value":6514}]""", "AccountID", "6514"
        },
        {
            "tickets-42", "1001", """{"fields":{"Building":"South Hall"}}""",
            """42/tickets/1001?notifyNewResponsible=false [{"op":"add","path":"/attributes/9001","value":"90012"}]""", "attributes/9001", "90012"
        },
        {
            "tickets-42", "1001", """{"fields":{"9002":["Email","Printing"]}}""",
            """42/tickets/1001?notifyNewResponsible=false [{"op":"add","path":"/attributes/9002","value":"90021,90023"}]""", "attributes/9002", "90021,90023"
        },
        {
            "tickets-42", "1001", """{"fields":{"Equipment":"Adapter, USB-C"}}""",
            """42/tickets/1001?notifyNewResponsible=false [{"op":"add","path":"/attributes/9010","value":"90102"}]""", "attributes/9010", "90102"
        },
        {
            "tickets-42", "1001", """{"fieldsToClear":["Purchase Order"]}""",
            """42/tickets/1001?notifyNewResponsible=false [{"op":"remove","path":"/attributes/9003"}]""", "attributes/9003", ""
        },
        {
            "tickets-42", "1001", """{"fields":{"9007":"B12"}}""",
            """42/tickets/1001?notifyNewResponsible=false [{"op":"add","path":"/attributes/9007","value":"B12"}]""", "attributes/9007", "B12"
        },
        {
            "assets-43", "2001", """{"fields":{"LocationID":302}}""",
            """43/assets/2001 [{"op":"add","path":"/LocationID","value":302}]""", "LocationID", "302"
        },
        {
            "assets-43", "2001", """{"fields":{"Condition":"Worn"}}""",
            """43/assets/2001 [{"op":"add","path":"/attributes/27001","value":"270012"}]""", "attributes/27001", "270012"
        },
        {
            "cis-43", "3001", """{"fields":{"Name":"web-01"}}""",
            """43/cmdb/3001 [{"op":"add","path":"/Name","value":"web-01"}]""", "Name", "web-01"
        },
        {
            "articles-44", "5001", """{"fields":{"Subject":"How to"}}""",
            """44/knowledgebase/5001 [{"op":"add","path":"/Subject","value":"How to"}]""", "Subject", "How to"
        },
        {
            "people", Requestor, """{"fields":{"Company":"Sample Works"}}""",
            $$"""people/{{Requestor}} [{"op":"add","path":"/Company","value":"Sample Works"}]""", "Company", "Sample Works"
        },
        {
            "projects", "4001", """{"fields":{"Methodology":"Waterfall"}}""",
            """projects/4001 [{"op":"add","path":"/attributes/1001","value":"10012"}]""", "attributes/1001", "10012"
        },
    };

    [Theory]
    [MemberData(nameof(Updates))]
    public async Task One_field_is_changed_by_exactly_this_request_and_nothing_else_changes(
        string recordType, string id, string call, string patch, string field, string expected)
    {
        await using var world = await World.StartAsync();
        var before = world.Sandbox.TeamDynamix.Truth(recordType, id);

        (await world.UpdateFieldsAsync("teamdynamix", recordType, id, call)).ShouldSay("applied");

        Patches(world).ShouldBe([patch]);
        var after = world.Sandbox.TeamDynamix.Truth(recordType, id);
        ItemTruths.Value(after, field).ShouldBe(expected);
        ItemTruths.Changed(before, after).ShouldBe([field]);
    }

    [Fact]
    public async Task Fields_set_and_attributes_cleared_are_sent_in_one_patch()
    {
        await using var world = await World.StartAsync();
        var before = world.Sandbox.TeamDynamix.Truth("tickets-42", 1001);

        var reply = await world.UpdateFieldsAsync(
            "teamdynamix", "tickets-42", "1001", """{"fields":{"Title":"Updated Title","AccountID":48,"Building":"South Hall"},"fieldsToClear":["Purchase Order"]}""");

        reply.ShouldSay("applied");
        Patches(world).ShouldBe(
        [
            """42/tickets/1001?notifyNewResponsible=false [{"op":"add","path":"/Title","value":"Updated Title"},{"op":"add","path":"/AccountID","value":48},"""
            + """{"op":"add","path":"/attributes/9001","value":"90012"},{"op":"remove","path":"/attributes/9003"}]""",
        ]);
        ItemTruths.Changed(before, world.Sandbox.TeamDynamix.Truth("tickets-42", 1001))
            .ShouldBe(["AccountID", "Title", "attributes/9001", "attributes/9003"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_preview_is_exactly_the_request_of_the_update()
    {
        await using var world = await World.StartAsync();
        const string Call = """{"fields":{"Title":"x","Building":"South Hall"},"fieldsToClear":["Purchase Order"]}""";
        var preview = await world.PostAsync("/api/systems/teamdynamix/records/tickets-42/1001/preview", Call);
        Patches(world).ShouldBeEmpty();

        await world.UpdateFieldsAsync("teamdynamix", "tickets-42", "1001", Call);

        var sent = world.Sandbox.TeamDynamix.Calls.All.Single(call => call.Method == "PATCH");
        var request = preview.Body.GetProperty("request");
        new Uri(request.GetProperty("url").GetString()!).PathAndQuery.ShouldBe(sent.PathAndQuery);
        request.GetProperty("body").GetString().ShouldBe(sent.Body);
    }

    [Fact]
    public async Task An_update_needs_one_call_with_a_cached_token_and_catalog()
    {
        await using var world = await World.StartAsync();
        await world.UpdateFieldsAsync("teamdynamix", "tickets-42", "1001", """{"fields":{"Title":"warm"}}""");
        world.Sandbox.TeamDynamix.Calls.Clear();

        (await world.UpdateFieldsAsync("teamdynamix", "tickets-42", "1001", Rename)).ShouldSay("applied");

        world.Sandbox.TeamDynamix.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_response_without_the_attribute_is_followed_by_one_get()
    {
        await using var world = await World.StartAsync();
        world.Sandbox.TeamDynamix.Behavior = world.Sandbox.TeamDynamix.Behavior with { EchoesAttributes = false };

        (await world.UpdateFieldsAsync("teamdynamix", "tickets-42", "1001", """{"fields":{"Building":"South Hall"}}""")).ShouldSay("applied");

        world.Sandbox.TeamDynamix.Calls.All.Count(call => call.PathAndQuery.EndsWith("/42/tickets/1001", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task A_response_with_the_old_item_is_not_accepted_as_the_result()
    {
        await using var world = await World.StartAsync();
        world.Sandbox.TeamDynamix.Behavior = world.Sandbox.TeamDynamix.Behavior with { EchoesStaleItem = true };

        (await world.UpdateFieldsAsync("teamdynamix", "tickets-42", "1001", Rename)).ShouldSay("applied");
    }

    [Theory]
    [InlineData(TokenForm.Raw)]
    [InlineData(TokenForm.Quoted)]
    [InlineData(TokenForm.Wrapped)]
    public async Task A_token_is_read_in_every_known_format(TokenForm form)
    {
        await using var world = await World.StartAsync();
        world.Sandbox.TeamDynamix.Behavior = world.Sandbox.TeamDynamix.Behavior with { TokenForm = form };

        (await world.UpdateFieldsAsync("teamdynamix", "tickets-42", "1001", Rename)).ShouldSay("applied");
    }

    [Fact]
    public async Task A_revoked_token_is_renewed_once_for_all_updates()
    {
        await using var world = await World.StartAsync();
        await world.UpdateFieldsAsync("teamdynamix", "tickets-42", "1001", """{"fields":{"Title":"warm"}}""");
        world.Sandbox.TeamDynamix.RevokeTokens();

        var replies = await Task.WhenAll(Enumerable.Range(1001, 8).Select(id => world.UpdateFieldsAsync("teamdynamix", "tickets-42", $"{id}", Rename)));

        replies.ShouldAllBe(reply => reply.Outcome == "applied");
        world.Sandbox.TeamDynamix.Logins.ShouldBe(2);
    }

    [Fact]
    public async Task An_expired_token_is_replaced_before_its_use()
    {
        var clock = new ScaledClock(factor: 1);
        await using var world = await World.StartAsync(time: clock);
        await world.UpdateFieldsAsync("teamdynamix", "tickets-42", "1001", """{"fields":{"Title":"warm"}}""");
        clock.Skip(TimeSpan.FromHours(25));
        world.Sandbox.TeamDynamix.Calls.Clear();

        (await world.UpdateFieldsAsync("teamdynamix", "tickets-42", "1001", Rename)).ShouldSay("applied");

        world.Sandbox.TeamDynamix.Logins.ShouldBe(2);
        world.Sandbox.TeamDynamix.Calls.All.ShouldNotContain(call => call.Status == 401);
    }

    [Fact]
    public async Task A_write_with_a_lost_response_is_found_by_a_read_back_and_not_sent_again()
    {
        await using var world = await World.StartAsync();
        world.Sandbox.TeamDynamix.Faults.Add(Fault.DropAfterWrite().For("PATCH"));

        (await world.UpdateFieldsAsync("teamdynamix", "tickets-42", "1001", Rename)).ShouldSay("applied");

        Patches(world).Count().ShouldBe(1);
    }

    [Fact]
    public async Task Two_hundred_updates_at_sixty_a_minute_are_all_applied_without_a_refusal()
    {
        await using var world = await World.StartAsync(World.Quick with { Request = TimeSpan.FromMinutes(15) }, time: new ScaledClock(factor: 100));
        var first = world.Sandbox.TeamDynamix.AddTickets(200);

        var replies = await Task.WhenAll(Enumerable.Range(0, 200).Select(number =>
            world.UpdateFieldsAsync("teamdynamix", "tickets-42", $"{first + number}", Rename)));

        replies.ShouldAllBe(reply => reply.Outcome == "applied");
        world.Sandbox.TeamDynamix.RateLimited.ShouldBe(0);
        Patches(world).Count().ShouldBe(200);
    }

    internal static IEnumerable<string> Patches(World world) => world.Sandbox.TeamDynamix.Calls.All
        .Where(call => call.Method == "PATCH")
        .Select(call => $"{call.PathAndQuery["/teamdynamix/TDWebApi/api/".Length..]} {call.Body}");
}
