using FunctionsConnector.EndToEnd.Tests.Autotask;

namespace FunctionsConnector.EndToEnd.Tests.Coalescing;

/// <summary>Between the reading that decides on an update and its PATCH lies no wait for the vendor's limits.</summary>
public class ReadingAgeTests
{
    private readonly ScaledClock _clock = new(factor: 20);

    [Fact]
    public async Task A_condition_that_broke_while_the_limits_of_Autotask_let_the_update_wait_does_not_hold()
    {
        await using var world = await StartAsync("autotask", callsPerMinute: 8);
        await FillMinuteOfAutotaskAsync(world);

        var waiting = world.UpdateFieldsAsync("Tickets", 1, """{"fields":{"title":"mine"},"onlyIf":{"priority":"Critical"}}""");
        await WaitForReadAsync(world.Sandbox.Autotask.Calls, "/Tickets/1");
        world.Sandbox.Autotask.SetTruth("Tickets", 1, "priority", 1);

        (await waiting).ShouldFail(409, "Conflict");
        Truths.Value(world.Sandbox.Autotask.Truth("Tickets", 1), "title").ShouldNotBe("mine");
    }

    [Fact]
    public async Task A_child_record_that_moved_while_the_update_waited_is_changed_below_its_new_parent()
    {
        await using var world = await StartAsync("autotask", callsPerMinute: 8);
        await FillMinuteOfAutotaskAsync(world);
        world.Sandbox.Autotask.Calls.Clear();

        var waiting = world.UpdateFieldsAsync("Contacts", 1, """{"fields":{"lastName":"Moved"}}""");
        await WaitForReadAsync(world.Sandbox.Autotask.Calls, "/Contacts/1");
        world.Sandbox.Autotask.SetTruth("Contacts", 1, "companyID", 3);

        var reply = await waiting;
        reply.Outcome.ShouldBe("applied", reply.Body.ToString());
        world.PatchesSent.ShouldHaveSingleItem().ShouldStartWith("Companies/3/Contacts ");
    }

    [Fact]
    public async Task A_condition_that_broke_while_the_limits_of_TeamDynamix_let_the_update_wait_does_not_hold()
    {
        await using var world = await StartAsync("teamdynamix", callsPerMinute: 1);
        world.Sandbox.TeamDynamix.SetTruth("tickets-42", 1001, "Title", "before");
        await world.UpdateFieldsAsync("teamdynamix", "tickets-42", "1002", """{"fields":{"Title":"uses the window"},"verify":false}""");

        var waiting = world.UpdateFieldsAsync("teamdynamix", "tickets-42", "1001", """{"fields":{"9003":"PO 7"},"onlyIf":{"Title":"before"}}""");
        await WaitForReadAsync(world.Sandbox.TeamDynamix.Calls, "/tickets/1001");
        world.Sandbox.TeamDynamix.SetTruth("tickets-42", 1001, "Title", "after");

        (await waiting).ShouldFail(409, "Conflict");
    }

    [Fact]
    public async Task Without_a_wait_a_condition_costs_one_call()
    {
        await using var world = await World.StartAsync();
        await world.UpdateFieldsAsync("Tickets", 1, """{"fields":{"title":"warm"}}""");
        world.Sandbox.Autotask.Calls.Clear();
        world.Sandbox.Autotask.SetTruth("Tickets", 1, "priority", 4);

        (await world.UpdateFieldsAsync("Tickets", 1, """{"fields":{"title":"mine"},"onlyIf":{"priority":"Critical"}}""")).Outcome.ShouldBe("applied");

        world.Sandbox.Autotask.Calls.All.Select(call => call.Method).ShouldBe(["GET", "PATCH", "GET"]);
    }

    private static async Task FillMinuteOfAutotaskAsync(World world)
    {
        world.Sandbox.Autotask.SetTruth("Tickets", 1, "priority", 4);
        foreach (var id in new[] { 3, 4, 5 })
        {
            (await world.UpdateFieldsAsync("Tickets", id, """{"fields":{"title":"fills"},"verify":false}""")).Outcome.ShouldBe("accepted");
        }
    }

    private static async Task WaitForReadAsync(CallLog calls, string path)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!calls.All.Any(call => call.Method == "GET" && call.PathAndQuery.EndsWith(path, StringComparison.Ordinal)))
        {
            await Task.Delay(5, limit.Token);
        }
    }

    /// <summary>A world that has read its catalogs and has all its calls left.</summary>
    private async Task<World> StartAsync(string system, int callsPerMinute)
    {
        var world = await World.StartAsync(
            World.Quick with { Request = TimeSpan.FromMinutes(20) },
            time: _clock,
            settings: settings => settings[$"Systems:{system}:CallsPerMinute"] = $"{callsPerMinute}");
        foreach (var path in system == "autotask" ? new[] { "Tickets", "Contacts" } : ["tickets-42"])
        {
            await world.GetAsync($"/api/systems/{system}/record-types/{path}/fields");
            _clock.Skip(TimeSpan.FromMinutes(2));
        }

        return world;
    }
}
