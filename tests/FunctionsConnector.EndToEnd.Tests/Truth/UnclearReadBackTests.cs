using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Updates;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionsConnector.EndToEnd.Tests.Truth;

/// <summary>A read-back that is late, in an odd form, or after somebody else's change: the reply says no more than is known.</summary>
public class UnclearReadBackTests
{
    private const string Instant = "2026-12-24T10:00:00Z";

    [Theory]
    [InlineData("12/24/2026 10:00:00")]
    [InlineData("24.12.2026 10:00")]
    [InlineData("01/02/2026")]
    [InlineData("Dec 24 2026")]
    public async Task A_date_in_a_form_that_cannot_be_read_is_unknown(string shown)
    {
        foreach (var reply in await SetDatesAsync(shown))
        {
            reply.ShouldFail(504, "OutcomeUnknown");
            reply.Message.ShouldContain(shown);
        }
    }

    [Theory]
    [InlineData("\\/Date(1798106400000)\\/")]
    [InlineData("/Date(1798106400000+0100)/")]
    [InlineData("2026-12-24T10:00:00.0000000000Z")]
    [InlineData("20261224T100000Z")]
    [InlineData("2026-12-24T10:00:00-0000")]
    [InlineData("2026-12-24 10:00:00Z")]
    public async Task A_date_in_another_form_with_one_meaning_is_read(string shown)
    {
        foreach (var reply in await SetDatesAsync(shown))
        {
            reply.ShouldSay("applied");
        }
    }

    [Fact]
    public async Task A_number_in_a_form_that_cannot_be_read_is_unknown()
    {
        await using var world = await World.StartAsync();
        world.Sandbox.Autotask.Faults.Add(Fault.Alter("\"estimatedHours\":2.5", "\"estimatedHours\":\"2,5\"").For("GET", "/Tickets/1").Repeated(Fault.Always));

        (await world.UpdateFieldAsync("Tickets", 1, """{"field":"estimatedHours","value":2.5}""")).ShouldFail(504, "OutcomeUnknown");
    }

    [Fact]
    public async Task A_masked_value_is_unknown()
    {
        await using var world = await World.StartAsync();
        world.Sandbox.Autotask.Faults.Add(Fault.Alter("\"Golden\"", "\"*****\"").For("GET", "/Tickets/1").Repeated(Fault.Always));

        (await world.UpdateFieldAsync("Tickets", 1, """{"field":"CustomerRanking","value":"Golden"}""")).ShouldFail(504, "OutcomeUnknown");
    }

    [Fact]
    public async Task A_field_that_differs_beside_an_unreadable_one_is_not_applied()
    {
        await using var world = await World.StartAsync();
        world.Sandbox.Autotask.IgnoreSilently("Tickets", "title");
        world.Sandbox.Autotask.Faults.Add(Fault.Alter(Instant, "12/24/2026 10:00:00").For("GET", "/Tickets/1").Repeated(Fault.Always));

        (await world.UpdateFieldsAsync("Tickets", 1, $$$"""{"fields":{"dueDateTime":"{{{Instant}}}","title":"new"}}""")).ShouldFail(422, "UpdateNotApplied");
    }

    [Theory]
    [InlineData("autotask", 3)]
    [InlineData("teamdynamix", 2)]
    public async Task A_value_that_is_shown_late_is_applied(string system, int reads)
    {
        await using var world = await World.StartAsync();
        world.Sandbox.Autotask.Behavior = world.Sandbox.Autotask.Behavior with { ReadsBeforeVisible = reads };
        world.Sandbox.TeamDynamix.Behavior = world.Sandbox.TeamDynamix.Behavior with { ReadsBeforeVisible = reads, EchoesStaleItem = true };

        (await world.UpdateFieldsAsync(system, RefusalTests.Type(system), RefusalTests.Id(system), """{"fields":{"title":"late"}}""")).ShouldSay("applied");
    }

    [Fact]
    public async Task A_queued_update_is_read_back_once_more_than_a_callers()
    {
        await using var world = await World.StartAsync();
        world.Sandbox.Autotask.Behavior = world.Sandbox.Autotask.Behavior with { ReadsBeforeVisible = 4 };
        var update = new UpdateRequest("autotask", "Tickets", "1", [new RequestedChange("title", JsonSerializer.SerializeToElement("late"))]);
        var updater = world.Services.GetRequiredService<Updater>();

        (await updater.UpdateAsync(update with { RecordId = "2" }, TestContext.Current.CancellationToken)).Failure!.Code.ShouldBe(FailureCode.UpdateNotApplied);
        (await updater.UpdateAsync(update with { Position = new QueuePosition(DateTimeOffset.UnixEpoch, 1, false) }, TestContext.Current.CancellationToken))
            .Value!.Kind.ShouldBe(OutcomeKind.Applied);
    }

    [Fact]
    public void The_waits_between_read_backs_outlast_a_delay_of_several_seconds() =>
        (new Timing().BetweenReadBacks * (1 + 2 + 4)).ShouldBeGreaterThan(TimeSpan.FromSeconds(10));

    [Theory]
    [InlineData("autotask")]
    [InlineData("teamdynamix")]
    public async Task A_change_of_another_user_after_the_update_is_reported_as_one(string system)
    {
        await using var world = await World.StartAsync();
        world.Sandbox.TeamDynamix.Behavior = world.Sandbox.TeamDynamix.Behavior with { EchoesAttributes = false };
        var later = TimeSpan.FromSeconds(30);
        world.Sandbox.Autotask.OvertakeNextChange("Tickets", 1, "purchaseOrderNumber", "theirs", later);
        world.Sandbox.TeamDynamix.OvertakeNextChange("tickets-42", "1001", 9003, "theirs", later);

        var reply = await OrderAsync(world, system);

        reply.ShouldFail(422, "UpdateNotApplied");
        reply.Message.ShouldContain("was changed again at");
        if (system == "teamdynamix")
        {
            reply.Message.ShouldContain("by another account");
        }
    }

    [Theory]
    [InlineData("autotask")]
    [InlineData("teamdynamix")]
    public async Task An_update_that_the_vendor_ignored_is_reported_as_nobodys_change(string system)
    {
        await using var world = await World.StartAsync();
        world.Sandbox.Autotask.IgnoreSilently("Tickets", "purchaseOrderNumber");
        world.Sandbox.TeamDynamix.IgnoreSilently("tickets-42", "attributes/9003");

        var reply = await OrderAsync(world, system);

        reply.ShouldFail(422, "UpdateNotApplied");
        reply.Message.ShouldContain("Nobody has changed it since");
    }

    [Fact]
    public async Task Where_no_stamp_tells_the_message_says_so()
    {
        await using var world = await World.StartAsync();
        world.Sandbox.Autotask.OvertakeNextChange("Tickets", 1, "purchaseOrderNumber", "theirs", TimeSpan.Zero);

        (await OrderAsync(world, "autotask")).Message.ShouldContain("cannot be told");
    }

    [Fact]
    public async Task A_value_that_was_shown_and_then_reverted_is_reported_as_that()
    {
        await using var world = await World.StartAsync();
        world.Sandbox.Autotask.RevertStatus(1, afterReads: 1);

        var reply = await world.UpdateFieldAsync("Tickets", 1, """{"field":"status","value":"Complete"}""");

        reply.ShouldFail(422, "UpdateNotApplied");
        reply.Message.ShouldContain("showed the new values at first");
    }

    private static Task<Reply> OrderAsync(World world, string system) => world.UpdateFieldsAsync(
        system,
        RefusalTests.Type(system),
        RefusalTests.Id(system),
        system == "autotask" ? """{"fields":{"purchaseOrderNumber":"ours"}}""" : """{"fields":{"9003":"ours"}}""");

    /// <summary>Sets a date in both systems, which then show it in another form.</summary>
    private static async Task<Reply[]> SetDatesAsync(string shown)
    {
        await using var world = await World.StartAsync();
        world.Sandbox.Autotask.Faults.Add(Fault.Alter(Instant, shown).For("GET", "/Tickets/1").Repeated(Fault.Always));
        world.Sandbox.TeamDynamix.Faults.Add(Fault.Alter(Instant, shown).For(pathFragment: "/tickets/1001").Repeated(Fault.Always));
        return
        [
            await world.UpdateFieldAsync("Tickets", 1, $$"""{"field":"dueDateTime","value":"{{Instant}}"}"""),
            await world.UpdateFieldsAsync("teamdynamix", "tickets-42", "1001", $$$"""{"fields":{"StartDate":"{{{Instant}}}"}}"""),
        ];
    }
}
