using FunctionsConnector.EndToEnd.Tests.Testing;
using FunctionsConnector.Sandbox.Faults;

namespace FunctionsConnector.EndToEnd.Tests.Autotask;

/// <summary>What goes wrong on the way and is set right without the caller.</summary>
public class RecoveryTests
{
    private const string Rename = """{"field":"title","value":"renamed"}""";

    [Fact]
    public async Task A_write_whose_answer_was_lost_is_found_in_the_record_and_not_sent_again()
    {
        await using var world = await World.StartAsync();
        world.Sandbox.Autotask.Faults.Add(Fault.DropAfterWrite().For("PATCH"));

        (await world.UpdateFieldAsync("Tickets", 1, Rename)).ShouldSay("applied");
        world.PatchesSent.Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_gateways_error_after_the_write_is_found_out()
    {
        await using var world = await World.StartAsync();
        world.Sandbox.Autotask.Faults.Add(Fault.StatusAfterWrite(502, "<html>", "text/html").For("PATCH"));

        (await world.UpdateFieldAsync("Tickets", 1, Rename)).ShouldSay("applied");
    }

    [Fact]
    public async Task An_answer_that_never_comes_after_the_write_is_found_out()
    {
        await using var world = await World.StartAsync(World.Quick with { Request = TimeSpan.FromSeconds(1.5) });
        world.Sandbox.Autotask.Faults.Add(Fault.HangAfterWrite().For("PATCH"));

        (await world.UpdateFieldAsync("Tickets", 1, Rename)).ShouldSay("applied");
    }

    [Fact]
    public async Task Too_many_calls_at_a_time_are_waited_out()
    {
        await using var world = await World.StartAsync();
        world.Sandbox.Autotask.Faults.Add(Fault.Status(429).For("PATCH").Repeated(2));

        (await world.UpdateFieldAsync("Tickets", 1, Rename)).ShouldSay("applied");
        world.PatchesSent.Count().ShouldBe(3);
    }

    [Fact]
    public async Task A_reading_that_failed_is_done_again()
    {
        await using var world = await World.StartAsync();
        world.Sandbox.Autotask.Faults.Add(Fault.DropBeforeWrite().For("GET").Repeated(2));

        (await world.UpdateFieldAsync("Tickets", 1, Rename)).ShouldSay("applied");
    }

    [Fact]
    public async Task A_tenant_that_moved_to_another_zone_is_found_again()
    {
        await using var world = await World.StartAsync();
        (await world.UpdateFieldAsync("Tickets", 1, Rename)).ShouldSay("applied");
        world.Sandbox.Autotask.Behavior = world.Sandbox.Autotask.Behavior with { ZonePath = "/autotask/zone2/ATServicesRest/" };

        (await world.UpdateFieldAsync("Tickets", 2, Rename)).ShouldSay("applied");
    }

    [Fact]
    public async Task Refused_credentials_are_not_tried_until_the_user_is_locked()
    {
        await using var world = await World.StartAsync();
        world.Sandbox.Autotask.Secret = "rotated-3141";

        for (var i = 0; i < 20; i++)
        {
            (await world.UpdateFieldAsync("Tickets", 1, Rename)).ShouldFail(424, "CredentialsRefused");
        }

        world.Sandbox.Autotask.IsLocked.ShouldBeFalse();
        world.Sandbox.Autotask.Calls.All.Count(call => call.Status == 401).ShouldBeLessThanOrEqualTo(2);
    }

    [Fact]
    public async Task The_catalog_is_served_from_memory_while_the_vendor_is_down()
    {
        await using var world = await World.StartAsync();
        await world.GetAsync("/api/systems/autotask/record-types/Tickets/fields");
        world.Sandbox.Autotask.Faults.Add(Fault.Status(503).Repeated(Fault.Always));

        (await world.GetAsync("/api/systems/autotask/record-types/Tickets/fields")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Many_updates_at_once_keep_to_two_calls_per_endpoint_and_are_all_applied()
    {
        await using var world = await World.StartAsync();

        var replies = await Task.WhenAll(Enumerable.Range(1, 40).Select(id => world.UpdateFieldAsync("Tickets", id, Rename)));

        replies.ShouldAllBe(reply => reply.Outcome == "applied");
        world.Sandbox.Autotask.HighestConcurrency("Tickets").ShouldBeLessThanOrEqualTo(2);
    }

    [Fact]
    public async Task Updates_of_one_record_at_once_each_tell_their_own_truth()
    {
        await using var world = await World.StartAsync();

        var replies = await Task.WhenAll(Enumerable.Range(1, 20).Select(number =>
            world.UpdateFieldAsync("Tickets", 1, $$"""{"field":"title","value":"title {{number}}"}""")));

        replies.ShouldAllBe(reply => reply.Outcome == "applied");
        world.PatchesSent.Count().ShouldBe(20);
    }
}
