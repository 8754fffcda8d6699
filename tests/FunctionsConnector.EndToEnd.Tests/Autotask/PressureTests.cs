namespace FunctionsConnector.EndToEnd.Tests.Autotask;

/// <summary>Limits and credentials with many concurrent callers, slow vendors and callers that disconnect.</summary>
public class PressureTests
{
    private const string Rename = """{"field":"title","value":"renamed"}""";

    [Fact]
    public async Task Concurrent_updates_with_a_changed_password_do_not_lock_the_user()
    {
        await using var world = await World.StartAsync();
        await world.UpdateFieldAsync("Tickets", 1, Rename);
        world.Sandbox.Autotask.Secret = "rotated-3141";

        var replies = await Task.WhenAll(Enumerable.Range(1, 40).Select(id => world.UpdateFieldAsync("Tickets", id, Rename)));

        replies.ShouldAllBe(reply => reply.Code == "CredentialsRefused");
        world.Sandbox.Autotask.IsLocked.ShouldBeFalse();
        world.Sandbox.Autotask.Calls.All.Count(call => call.Status == 401).ShouldBeLessThanOrEqualTo(3, "two under way at once, and the proof");
    }

    [Fact]
    public async Task Updates_beyond_the_limits_are_refused_with_a_known_outcome()
    {
        await using var world = await World.StartAsync(World.Quick with { Request = TimeSpan.FromSeconds(3) });
        await world.UpdateFieldAsync("Tickets", 1, Rename);
        world.Sandbox.Autotask.Faults.Add(Fault.Delay(TimeSpan.FromMilliseconds(60)).Repeated(Fault.Always));
        world.Sandbox.Autotask.AddTickets(80);

        var replies = await Task.WhenAll(Enumerable.Range(1, 120).Select(id => world.UpdateFieldAsync("Tickets", id, Rename)));

        replies.Select(reply => reply.Outcome ?? reply.Code).Distinct().ShouldBeSubsetOf(["applied", "RateLimited"]);
        replies.ShouldContain(reply => reply.Outcome == "applied");
    }

    [Fact]
    public async Task A_small_budget_a_minute_is_used_for_complete_updates()
    {
        await using var world = await World.StartAsync(
            World.Quick with { Request = TimeSpan.FromSeconds(3) }, settings: settings => settings["Systems:autotask:CallsPerMinute"] = "14");

        var replies = await Task.WhenAll(Enumerable.Range(1, 12).Select(id => world.UpdateFieldAsync("Tickets", id, Rename)));

        replies.Select(reply => reply.Outcome ?? reply.Code).Distinct().ShouldBe(["applied", "RateLimited"], ignoreOrder: true);
        world.PatchesSent.Count().ShouldBe(replies.Count(reply => reply.Outcome == "applied"));
    }

    [Fact]
    public async Task An_update_is_completed_after_its_caller_disconnects()
    {
        await using var world = await World.StartAsync();
        await world.UpdateFieldAsync("Tickets", 1, """{"field":"title","value":"warm"}""");
        world.Sandbox.Autotask.Calls.Clear();
        world.Sandbox.Autotask.Faults.Add(Fault.Delay(TimeSpan.FromMilliseconds(400)).For("PATCH"));

        await world.LeaveAfterAsync(TimeSpan.FromMilliseconds(150), HttpMethod.Patch, "/api/systems/autotask/records/Tickets/1/field", Rename);

        // The next update waits in the queue of the record until the first one is read back.
        (await world.UpdateFieldAsync("Tickets", 1, """{"field":"title","value":"second"}""")).ShouldSay("applied");
        world.Sandbox.Autotask.Calls.All.Select(call => call.Method).ShouldBe(["PATCH", "GET", "PATCH", "GET"]);
        Truths.Value(world.Sandbox.Autotask.Truth("Tickets", 1), "title").ShouldBe("second");
    }

    [Fact]
    public async Task A_vendor_that_does_not_report_its_threshold_is_used()
    {
        await using var world = await World.StartAsync(World.Quick with { Request = TimeSpan.FromSeconds(30) });
        world.Sandbox.Autotask.Faults.Add(Fault.HangUntilCallerLeaves().For("GET", "ThresholdInformation").Repeated(Fault.Always));

        (await world.UpdateFieldAsync("Tickets", 1, Rename)).ShouldSay("applied");
    }
}
