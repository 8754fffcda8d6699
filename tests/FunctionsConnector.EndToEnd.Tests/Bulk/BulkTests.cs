using FunctionsConnector.Core.Resilience;
using FunctionsConnector.EndToEnd.Tests.Autotask;

namespace FunctionsConnector.EndToEnd.Tests.Bulk;

/// <summary>UpdateRecords: many records in one request, each with an outcome of its own, for few calls of the vendor.</summary>
public class BulkTests
{
    private const int Records = 100;
    private const string Tickets = "/api/systems/autotask/records/Tickets/bulk";
    private const string Items = "/api/systems/teamdynamix/records/tickets-42/bulk";

    /// <summary>Long enough between two readings for all updates of a bulk to reach theirs.</summary>
    private static readonly Timing Patient = World.Quick with { Request = TimeSpan.FromSeconds(30), BetweenReadBacks = TimeSpan.FromMilliseconds(400) };

    [Fact]
    public async Task A_hundred_verified_tickets_of_Autotask_cost_at_most_1_3_calls_each()
    {
        await using var world = await StartAsync();
        (await world.UpdateFieldsAsync("Tickets", 1, """{"fields":{"title":"first"}}""")).ShouldSay("applied");
        var before = world.Sandbox.Autotask.Calls.Count;

        var reply = await world.PostAsync(Tickets, Body(Enumerable.Range(1, Records), _ => """{"title":"bulk"}"""));

        ShouldCount(reply, applied: Records, failed: 0, notStarted: 0);
        reply.Body.GetProperty("succeeded").GetBoolean().ShouldBeTrue();
        Enumerable.Range(1, Records).ShouldAllBe(id => Truths.Value(world.Sandbox.Autotask.Truth("Tickets", id), "title") == "bulk");
        (world.Sandbox.Autotask.Calls.Count - before).ShouldBeLessThanOrEqualTo(Records * 13 / 10);
    }

    [Fact]
    public async Task A_hundred_verified_tickets_of_TeamDynamix_cost_one_call_each()
    {
        await using var world = await World.StartAsync(Patient, settings: settings => settings["Systems:teamdynamix:CallsPerMinute"] = "1000");
        world.Sandbox.TeamDynamix.Behavior = world.Sandbox.TeamDynamix.Behavior with { CallLimit = int.MaxValue };
        var first = (int)world.Sandbox.TeamDynamix.AddTickets(Records);
        (await world.UpdateFieldsAsync("teamdynamix", "tickets-42", $"{first}", """{"fields":{"Title":"first"}}""")).ShouldSay("applied");
        var before = world.Sandbox.TeamDynamix.Calls.Count;

        var reply = await world.PostAsync(Items, Body(Enumerable.Range(first, Records), _ => """{"Title":"bulk"}"""));

        ShouldCount(reply, applied: Records, failed: 0, notStarted: 0);
        (world.Sandbox.TeamDynamix.Calls.Count - before).ShouldBe(Records);
    }

    [Fact]
    public async Task Bad_conflicting_and_ignored_records_are_reported_apart_and_the_rest_is_applied()
    {
        await using var world = await StartAsync();
        world.Sandbox.Autotask.IgnoreSilently("Tickets", "purchaseOrderNumber");

        var reply = await world.PostAsync(
            Tickets,
            Body(
                Enumerable.Range(1, Records),
                id => id <= 5 ? """{"statsu":"Complete"}""" : id is > 10 and <= 15 ? """{"purchaseOrderNumber":"PO 7"}""" : """{"title":"bulk"}""",
                id => id is > 5 and <= 10 ? ""","onlyIf":{"title":"not this"}""" : string.Empty));

        ShouldCount(reply, applied: Records - 15, failed: 15, notStarted: 0);
        reply.Body.GetProperty("succeeded").GetBoolean().ShouldBeFalse();
        var records = reply.Body.GetProperty("records").EnumerateArray().ToList();
        records.Select(record => record.GetProperty("recordId").GetString()).ShouldBe(Enumerable.Range(1, Records).Select(id => $"{id}"));
        records.Take(15).Select(record => record.GetProperty("error").GetProperty("code").GetString()).ShouldBe(
            [.. Enumerable.Repeat("UpdateInvalid", 5), .. Enumerable.Repeat("Conflict", 5), .. Enumerable.Repeat("UpdateNotApplied", 5)]);
        records.Skip(15).ShouldAllBe(record => record.GetProperty("outcome").GetString() == "applied");
        Enumerable.Range(16, Records - 15).ShouldAllBe(id => Truths.Value(world.Sandbox.Autotask.Truth("Tickets", id), "title") == "bulk");
    }

    [Fact]
    public async Task What_a_query_leaves_out_is_read_by_id()
    {
        await using var world = await World.StartAsync(Patient);

        var reply = await world.PostAsync("/api/systems/autotask/records/Companies/bulk", """
            {"records":[{"recordId":1,"fieldsToClear":["Seats","Support tier","Account note","Contract review"]},{"recordId":"2","fieldsToClear":["Seats","Support tier","Account note","Contract review"]}]}
            """);

        ShouldCount(reply, applied: 2, failed: 0, notStarted: 0);
        world.Sandbox.Autotask.Calls.All.ShouldContain(call => call.PathAndQuery.EndsWith("/Companies/query", StringComparison.Ordinal));
        world.Sandbox.Autotask.Calls.All.ShouldContain(call => call.Method == "GET" && call.PathAndQuery.EndsWith("/Companies/2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refused_query_makes_no_outcome_unknown()
    {
        await using var world = await World.StartAsync(Patient);
        world.Sandbox.Autotask.Faults.Add(Fault.Status(500, """{"errors":["The value is too large."]}""").For("POST", "/Tickets/query").Repeated(Fault.Always));

        var reply = await world.PostAsync(Tickets, Body(Enumerable.Range(1, 10), _ => """{"title":"bulk"}"""));

        ShouldCount(reply, applied: 10, failed: 0, notStarted: 0);
    }

    [Fact]
    public async Task Two_bulks_of_the_same_records_in_opposite_order_both_end()
    {
        await using var world = await World.StartAsync(Patient);

        var replies = await Task.WhenAll(
            world.PostAsync(Tickets, Body(Enumerable.Range(1, 20), _ => """{"title":"up"}""")),
            world.PostAsync(Tickets, Body(Enumerable.Range(1, 20).Reverse(), _ => """{"description":"down"}""")));

        replies.ShouldAllBe(reply => reply.Body.GetProperty("applied").GetInt32() == 20);
    }

    [Fact]
    public async Task A_record_is_named_by_its_number_too()
    {
        await using var world = await World.StartAsync(Patient);
        var number = Truths.Value(world.Sandbox.Autotask.Truth("Tickets", 3), "ticketNumber");

        var reply = await world.PostAsync(Tickets, $$$"""{"records":[{"recordId":"{{{number}}}","fields":{"title":"by number"}}]}""");

        ShouldCount(reply, applied: 1, failed: 0, notStarted: 0);
        Truths.Value(world.Sandbox.Autotask.Truth("Tickets", 3), "title").ShouldBe("by number");
    }

    public static TheoryData<string, string> Refused => new()
    {
        { "{}", "'records' must be" },
        { """{"records":[]}""", "'records' is empty" },
        { """{"records":{"recordId":"1"}}""", "'records' must be" },
        { """{"records":[{"recordId":"1","fields":{"title":"x"}}],"rest":"wait"}""", "'rest' must be" },
        { """{"records":[{"recordId":"1","fields":{"title":"x"}}],"fields":{}}""", "'fields'" },
        { Body(Enumerable.Range(1, 101), _ => """{"title":"x"}"""), "at most 100" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_body_that_is_no_bulk_is_refused_whole(string body, string why)
    {
        await using var world = await World.StartAsync(Patient);

        var reply = await world.PostAsync(Tickets, body);

        reply.ShouldFail(400, "InvalidRequest");
        reply.Message.ShouldContain(why);
        world.PatchesSent.ShouldBeEmpty();
    }

    public static TheoryData<string, string> Wrong => new()
    {
        { "7", "must be an object" },
        { """{"fields":{"title":"x"}}""", "'recordId' must be" },
        { """{"recordId":"1a2","fields":{"title":"x"}}""", "'1a2'" },
        { """{"recordId":"1","fields":{"title":"x"},"verify":false}""", "'verify'" },
        { """{"recordId":"1","fields":{"title":""}}""", "names no change" },
        { """{"recordId":"02","fields":{"title":"x"}}""", "named twice" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_is_wrong_with_one_record_concerns_it_alone(string record, string why)
    {
        await using var world = await World.StartAsync(Patient);

        var reply = await world.PostAsync(Tickets, $$$"""{"records":[{"recordId":"2","fields":{"title":"right"}},{{{record}}}]}""");

        ShouldCount(reply, applied: 1, failed: 1, notStarted: 0);
        var error = reply.Body.GetProperty("records")[1].GetProperty("error");
        (error.GetProperty("code").GetString(), error.GetProperty("message").GetString()!.Contains(why, StringComparison.Ordinal)).ShouldBe(("InvalidRequest", true), error.ToString());
    }

    /// <summary>A connector to an Autotask with a hundred tickets.</summary>
    private static async Task<World> StartAsync()
    {
        var world = await World.StartAsync(Patient);
        world.Sandbox.Autotask.AddTickets(Records);
        return world;
    }

    internal static string Body(IEnumerable<int> ids, Func<int, string> fields, Func<int, string>? more = null) =>
        $$"""{"records":[{{string.Join(',', ids.Select(id => $$"""{"recordId":"{{id}}","fields":{{fields(id)}}{{more?.Invoke(id)}} }"""))}}]}""";

    internal static void ShouldCount(Reply reply, int applied, int failed, int notStarted)
    {
        reply.Status.ShouldBe(200, reply.Body.ToString());
        (reply.Body.GetProperty("applied").GetInt32(), reply.Body.GetProperty("failed").GetInt32(), reply.Body.GetProperty("notStarted").GetInt32())
            .ShouldBe((applied, failed, notStarted), reply.Body.ToString());
    }
}
