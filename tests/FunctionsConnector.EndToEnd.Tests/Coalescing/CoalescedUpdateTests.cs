using FunctionsConnector.EndToEnd.Tests.Autotask;

namespace FunctionsConnector.EndToEnd.Tests.Coalescing;

/// <summary>Updates that wait in a record's queue or for the vendor's limits are coalesced into one PATCH.</summary>
public class CoalescedUpdateTests(ITestOutputHelper output)
{
    private static readonly string[] TeamDynamixFields =
    [
        """{"Title":"new"}""", """{"AccountID":"6514"}""", """{"Building":"South Hall"}""", """{"9002":["Email","Printing"]}""",
        """{"Equipment":"Adapter, USB-C"}""", """{"9007":"B12"}""", """{"status":"In Process"}""", """{"Title":"new","9007":"B12"}""",
        """{"Description":"changed"}""", """{"Building":"South Hall"}""",
    ];

    private static readonly string[] AutotaskFields =
    [
        """{"title":"new"}""", """{"priority":"Critical"}""", """{"description":"changed"}""", """{"dueDateTime":"2026-12-24T18:00:00Z"}""",
        """{"resolution":"done"}""", """{"purchaseOrderNumber":"PO-7"}""", """{"title":"new","description":"changed"}""", """{"estimatedHours":"2.5"}""",
    ];

    [Fact]
    public async Task Six_hundred_updates_of_sixty_items_need_few_patches()
    {
        await using var world = await World.StartAsync(World.Quick with { Request = TimeSpan.FromMinutes(15) }, time: new ScaledClock(factor: 50));
        var first = world.Sandbox.TeamDynamix.AddTickets(60);

        var replies = await Task.WhenAll(Enumerable.Range(0, 600).Select(number => world.UpdateFieldsAsync(
            "teamdynamix", "tickets-42", $"{first + (number % 60)}", $$"""{"fields":{{TeamDynamixFields[number / 60]}}}""")));

        replies.ShouldAllBe(reply => reply.Outcome == "applied");
        world.Sandbox.TeamDynamix.RateLimited.ShouldBe(0);
        var patches = world.Sandbox.TeamDynamix.Calls.All.Count(call => call.Method == "PATCH");
        output.WriteLine($"600 updates in {patches} PATCHes");
        patches.ShouldBeLessThanOrEqualTo(210);
    }

    [Fact]
    public async Task Updates_that_wait_for_a_slow_vendor_share_its_calls_and_are_all_applied()
    {
        await using var world = await World.StartAsync(World.Quick with { Request = TimeSpan.FromSeconds(60) });
        var first = world.Sandbox.Autotask.AddTickets(20);
        await world.UpdateFieldAsync("Tickets", 1, """{"field":"title","value":"warm"}""");
        world.Sandbox.Autotask.Calls.Clear();
        world.Sandbox.Autotask.Faults.Add(Fault.Delay(TimeSpan.FromMilliseconds(20)).Repeated(Fault.Always));

        var replies = await Task.WhenAll(Enumerable.Range(0, 160).Select(number =>
            world.UpdateFieldsAsync("Tickets", first + (number % 20), $$"""{"fields":{{AutotaskFields[number / 20]}}}""")));

        replies.ShouldAllBe(reply => reply.Outcome == "applied");
        for (var ticket = first; ticket < first + 20; ticket++)
        {
            var truth = world.Sandbox.Autotask.Truth("Tickets", ticket);
            (Truths.Value(truth, "title"), Truths.Value(truth, "description"), Truths.Value(truth, "resolution")).ShouldBe(("new", "changed", "done"));
        }

        var (patches, all) = (world.PatchesSent.Count(), world.Sandbox.Autotask.Calls.Count);
        output.WriteLine($"160 updates in {patches} PATCHes, {all} calls");
        patches.ShouldBeLessThanOrEqualTo(56);
    }

    [Fact]
    public async Task A_refused_coalesced_update_does_not_fail_the_others()
    {
        await using var world = await World.StartAsync();
        await world.UpdateFieldAsync("Tickets", 1, """{"field":"title","value":"warm"}""");
        world.Sandbox.Autotask.Faults.Add(Fault.Delay(TimeSpan.FromMilliseconds(500)).For("PATCH"));

        var replies = await Task.WhenAll(
            world.UpdateFieldsAsync("Tickets", 1, """{"fields":{"title":"first"}}"""),
            world.UpdateFieldsAsync("Tickets", 1, """{"fields":{"description":"good"}}"""),
            world.UpdateFieldsAsync("Tickets", 1, """{"fields":{"contactID":777777}}"""),
            world.UpdateFieldsAsync("Tickets", 1, """{"fields":{"priority":"Critical"}}"""));

        replies.Select(reply => reply.Outcome ?? reply.Code).ShouldBe(["applied", "applied", "UpdateRejected", "applied"]);
    }
}
