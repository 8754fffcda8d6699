using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Updates;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionsConnector.EndToEnd.Tests.Truth;

/// <summary>A read-back that shows the record in another form, too early, or after somebody else's change.</summary>
public class LateAndUnreadableTests
{
    /// <summary>How many times faster the clock runs where the vendors' real times are kept.</summary>
    private const int Scale = 10;

    public static TheoryData<string, string, string, string, string> OddForms => new()
    {
        { "autotask", "dueDateTime", "2026-12-24T10:00:00Z", "12/24/2026 10:00:00", "OutcomeUnknown" },
        { "autotask", "dueDateTime", "2026-12-24T10:00:00Z", "/Date(1798106400000)/", "applied" },
        { "autotask", "dueDateTime", "2026-12-24T10:00:00Z", "2026-12-24T10:00:00.0000000000Z", "applied" },
        { "autotask", "dueDateTime", "2026-12-24T10:00:00Z", "20261224T100000Z", "applied" },
        { "autotask", "dueDateTime", "2026-12-24T10:00:00Z", "/Date(1798100000000)/", "UpdateNotApplied" },
        { "autotask", "estimatedHours", "2.5", "2,5", "OutcomeUnknown" },
        { "teamdynamix", "StartDate", "2026-12-24T10:00:00Z", "12/24/2026 10:00:00", "OutcomeUnknown" },
        { "teamdynamix", "StartDate", "2026-12-24T10:00:00Z", "/Date(1798106400000)/", "applied" },
        { "teamdynamix", "StartDate", "2026-12-24T10:00:00Z", "2026-12-24T10:00:00.0000000000Z", "applied" },
        { "teamdynamix", "StartDate", "2026-12-24T10:00:00Z", "20261224T100000Z", "applied" },
        { "teamdynamix", "TimeBudget", "2.5", "2,5", "OutcomeUnknown" },
    };

    [Theory]
    [MemberData(nameof(OddForms))]
    public async Task Another_form_of_a_value_is_read_with_certainty_or_the_outcome_is_unknown(
        string system, string field, string value, string shown, string expected)
    {
        await using var world = await World.StartAsync();
        var reworded = Fault.Reworded($"\"{field}\":(\"[^\"]*\"|[0-9.]+)", $"\"{field}\":\"{shown}\"").Repeated(Fault.Always);
        Faults(world, system).Add(reworded.For("PATCH", PathOf(system)));
        Faults(world, system).Add(reworded.For("GET", PathOf(system)));

        var reply = await UpdateAsync(world, system, field, value);

        (reply.Outcome ?? reply.Code).ShouldBe(expected, reply.Body.ToString());
        if (expected == "OutcomeUnknown")
        {
            reply.Message.ShouldContain(shown);
        }
    }

    [Theory]
    [InlineData("autotask", "title")]
    [InlineData("teamdynamix", "Title")]
    public async Task A_value_that_shows_two_and_a_half_seconds_late_is_waited_for(string system, string field)
    {
        await using var world = await World.StartAsync(new Timing(), time: new ScaledClock(Scale));
        ShowLate(world, TimeSpan.FromSeconds(2.5));

        (await UpdateAsync(world, system, field, "late")).ShouldSay("applied");
    }

    [Theory]
    [InlineData("autotask", "Tickets", "1", "title")]
    [InlineData("teamdynamix", "tickets-42", "1001", "Title")]
    public async Task A_queued_update_waits_longer_than_a_caller(string system, string recordType, string id, string field)
    {
        await using var world = await World.StartAsync(new Timing(), time: new ScaledClock(Scale));
        ShowLate(world, TimeSpan.FromSeconds(10));
        var request = new UpdateRequest(system, recordType, id, [new RequestedChange(field, JsonSerializer.SerializeToElement("later"))])
        {
            Position = new QueuePosition(DateTimeOffset.UnixEpoch, 1, TriedBefore: false),
        };

        var outcome = await world.Services.GetRequiredService<Updater>().UpdateAsync(request, TestContext.Current.CancellationToken);

        outcome.Value.ShouldNotBeNull($"{outcome.Failure}").Kind.ShouldBe(OutcomeKind.Applied);
    }

    [Fact]
    public async Task A_change_that_is_seen_at_once_costs_one_reading()
    {
        await using var world = await World.StartAsync();

        (await UpdateAsync(world, "autotask", "title", "seen")).ShouldSay("applied");

        world.Sandbox.Autotask.Calls.All.Count(call => call.Method == "GET" && call.PathAndQuery.EndsWith("/Tickets/1", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task An_items_stamp_that_is_older_than_the_updates_makes_the_outcome_unknown()
    {
        await using var world = await World.StartAsync();
        var teamDynamix = world.Sandbox.TeamDynamix;
        ShowLate(world, TimeSpan.FromHours(1));
        teamDynamix.Behavior = teamDynamix.Behavior with { EchoesStaleItem = false, EchoesAttributes = false };

        var reply = await UpdateAsync(world, "teamdynamix", "Purchase Order", "PO 9");

        reply.ShouldFail(504, "OutcomeUnknown");
        reply.Message.ShouldContain("as it was before");
    }

    [Theory]
    [InlineData(true, "The record was changed again afterwards")]
    [InlineData(false, "Nobody has changed the record since")]
    public async Task The_stamp_of_an_item_tells_whether_somebody_changed_it_since(bool isChangedAgain, string expected)
    {
        await using var world = await World.StartAsync();
        var teamDynamix = world.Sandbox.TeamDynamix;
        teamDynamix.Behavior = teamDynamix.Behavior with { EchoesAttributes = false };
        teamDynamix.IgnoreSilently("tickets-42", "attributes/9004");
        if (isChangedAgain)
        {
            teamDynamix.Faults.Add(Fault.Reworded("\"ModifiedDate\":\"[^\"]*\"", "\"ModifiedDate\":\"2999-01-01T00:00:00Z\"").For("GET", "/tickets/1001").Repeated(Fault.Always));
        }

        var reply = await world.UpdateFieldsAsync("teamdynamix", "tickets-42", "1001", """{"fields":{"Title":"new","Impact Notes":"ignored"}}""");

        reply.ShouldFail(422, "UpdateNotApplied");
        reply.Message.ShouldContain(expected);
    }

    [Theory]
    [InlineData("2999-01-01T00:00:00Z", "The record was changed again afterwards, at 2999-01-01T00:00:00Z.")]
    [InlineData("2001-01-01T00:00:00Z", "The record shows no change since 2001-01-01T00:00:00Z, which was before the update.")]
    [InlineData(null, "whether that is so cannot be told")]
    public async Task The_stamps_of_a_record_tell_whether_somebody_changed_it_since(string? stamp, string expected)
    {
        await using var world = await World.StartAsync();
        world.Sandbox.Autotask.IgnoreSilently("Tickets", "title");
        world.Sandbox.Autotask.Faults.Add(Fault.Reworded(
            "\"(last[A-Za-z]*Date[A-Za-z]*)\":(\"[^\"]*\"|null)", stamp is null ? "\"$1\":null" : $"\"$1\":\"{stamp}\"").For("GET", "/Tickets/1").Repeated(Fault.Always));

        var reply = await UpdateAsync(world, "autotask", "title", "new");

        reply.ShouldFail(422, "UpdateNotApplied");
        reply.Message.ShouldContain(expected);
    }

    private static void ShowLate(World world, TimeSpan lateness)
    {
        world.Sandbox.Autotask.Behavior = world.Sandbox.Autotask.Behavior with { ChangesShowAfter = lateness };
        world.Sandbox.TeamDynamix.Behavior = world.Sandbox.TeamDynamix.Behavior with { ChangesShowAfter = lateness, EchoesStaleItem = true };
    }

    private static FaultPlan Faults(World world, string system) =>
        system == "autotask" ? world.Sandbox.Autotask.Faults : world.Sandbox.TeamDynamix.Faults;

    private static string PathOf(string system) => system == "autotask" ? "/Tickets" : "/tickets/1001";

    private static Task<Reply> UpdateAsync(World world, string system, string field, string value)
    {
        var body = JsonSerializer.Serialize(new { fields = new Dictionary<string, string> { [field] = value } });
        return system == "autotask" ? world.UpdateFieldsAsync(system, "Tickets", "1", body) : world.UpdateFieldsAsync(system, "tickets-42", "1001", body);
    }
}
