using FunctionsConnector.Core.Resilience;
using FunctionsConnector.EndToEnd.Tests.Queues;
using FunctionsConnector.EndToEnd.Tests.TeamDynamix;

namespace FunctionsConnector.EndToEnd.Tests.Bulk;

/// <summary>The records of a bulk for which there is no time or no call left.</summary>
public sealed class RestTests(AzuriteServer azurite)
{
    private const string Items = "/api/systems/teamdynamix/records/tickets-42/bulk";
    private static readonly Timing Patient = World.Quick with { Request = TimeSpan.FromSeconds(20) };

    [Fact]
    public async Task Records_beyond_the_calls_of_the_minute_are_reported_and_not_sent()
    {
        await using var world = await World.StartAsync(Patient, settings: settings => settings["Systems:teamdynamix:CallsPerMinute"] = "20");

        var reply = await world.PostAsync(Items, BulkTests.Body(Enumerable.Range(1001, 39), _ => """{"Title":"bulk"}"""));

        var (applied, notStarted) = (reply.Body.GetProperty("applied").GetInt32(), reply.Body.GetProperty("notStarted").GetInt32());
        (applied + notStarted).ShouldBe(39, reply.Body.ToString());
        notStarted.ShouldBeGreaterThan(0);
        reply.Body.GetProperty("succeeded").GetBoolean().ShouldBeFalse();
        reply.Body.GetProperty("retryAfterSeconds").GetInt32().ShouldBeGreaterThan(0);
        foreach (var record in reply.Body.GetProperty("records").EnumerateArray())
        {
            var isApplied = record.TryGetProperty("outcome", out _);
            isApplied.ShouldNotBe(record.TryGetProperty("notStarted", out _), record.ToString());
            var title = ItemTruths.Value(world.Sandbox.TeamDynamix.Truth("tickets-42", record.GetProperty("recordId").GetString()!), "Title");
            (title == "bulk").ShouldBe(isApplied, record.ToString());
        }
    }

    [Fact]
    public async Task A_threshold_that_the_vendor_reports_stops_the_bulk()
    {
        const string Threshold = """{"errors":["The API request threshold has been exceeded."]}""";
        await using var world = await World.StartAsync(Patient);
        world.Sandbox.Autotask.Faults.Add(Fault.Status(500, Threshold).For("PATCH").Repeated(Fault.Always));

        var reply = await world.PostAsync("/api/systems/autotask/records/Tickets/bulk", BulkTests.Body(Enumerable.Range(1, 40), _ => """{"title":"bulk"}"""));

        BulkTests.ShouldCount(reply, applied: 0, failed: 0, notStarted: 40);
        world.PatchesSent.Count().ShouldBeLessThan(30, "most records were not started after the first refusal");
    }

    [Fact]
    public async Task The_rest_goes_on_the_queue_where_the_caller_wants_it()
    {
        var account = await azurite.NewAccountAsync();
        var queues = await account.CreateQueuesAsync();
        await using var world = await World.StartAsync(
            Patient,
            World.WithoutListener,
            settings =>
            {
                settings["Queue"] = account.ConnectionString;
                settings["Systems:teamdynamix:CallsPerMinute"] = "20";
            });

        var reply = await world.PostAsync(
            Items, BulkTests.Body(Enumerable.Range(1001, 39), _ => """{"Title":"bulk"}""").Replace("]}", """],"rest":"queue","verify":false}""", StringComparison.Ordinal));

        var rest = reply.Body.GetProperty("records").EnumerateArray().Where(record => record.TryGetProperty("notStarted", out _)).ToList();
        rest.Count.ShouldBeGreaterThan(0, reply.Body.ToString());
        var messages = await QueueWorld.TakeAllAsync(queues.Updates);
        messages.Select(message => message.Id).ShouldBe(rest.Select(record => record.GetProperty("messageId").GetString()), ignoreOrder: true);
        Encoding.UTF8.GetString(Convert.FromBase64String(messages.Single(message => message.Id == rest[0].GetProperty("messageId").GetString()).Text)).ShouldBe(
            $$"""{"system":"teamdynamix","recordType":"tickets-42","recordId":"{{rest[0].GetProperty("recordId").GetString()}}","fields":{"Title":"bulk"},"verify":false}""");
    }

    [Fact]
    public async Task Without_a_queue_nothing_is_sent_where_the_rest_is_to_be_queued()
    {
        await using var world = await World.StartAsync(Patient);

        var reply = await world.PostAsync(Items, """{"records":[{"recordId":"1001","fields":{"Title":"x"}}],"rest":"queue"}""");

        reply.ShouldFail(404, "RouteNotFound");
        world.Sandbox.TeamDynamix.Calls.All.ShouldNotContain(call => call.Method == "PATCH");
    }
}
