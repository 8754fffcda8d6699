namespace FunctionsConnector.EndToEnd.Tests.Secrets;

/// <summary>A 401 is one call's. Credentials count as refused only where a call that needs no permission is refused with them too.</summary>
public class OneRefusalTests
{
    private const int Updates = 300;

    [Theory]
    [InlineData("autotask", 401, "")]
    [InlineData("autotask", 500, """{"errors":["IntegrationCode is invalid."]}""")]
    [InlineData("teamdynamix", 401, "")]
    public async Task One_refusal_in_the_middle_of_300_updates_fails_none(string system, int status, string body)
    {
        await using var world = await World.StartAsync(World.Quick with { Request = TimeSpan.FromSeconds(20) });
        var first = Prepare(world, system);
        var outcomes = new List<string?>();
        for (var done = 0; done < Updates; done += 20)
        {
            if (done == 140)
            {
                Faults(world, system).Add(Fault.Status(status, body).For("PATCH"));
            }

            var replies = await Task.WhenAll(Enumerable.Range(done, 20).Select(number => RenameAsync(world, system, first + number)));
            outcomes.AddRange(replies.Select(reply => reply.Outcome ?? reply.Code));
        }

        outcomes.Count(outcome => outcome == "applied").ShouldBe(Updates, string.Join(", ", outcomes.Distinct()));
        Calls(world, system).Count(call => call.Status == status).ShouldBe(1);
        Faults(world, system).Pending.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("autotask", "Projects/1", "projectName")]
    [InlineData("teamdynamix", "assets-43/2001", "Name")]
    public async Task A_lasting_refusal_of_one_entity_stops_no_other(string system, string refused, string field)
    {
        await using var world = await World.StartAsync(World.Quick with { Request = TimeSpan.FromSeconds(20) });
        var first = Prepare(world, system);
        Faults(world, system).Add(Fault.Status(401).For("PATCH", system == "autotask" ? "/Projects" : "/assets/").Repeated(Fault.Always));

        for (var round = 0; round < 5; round++)
        {
            var stopped = world.PatchAsync($"/api/systems/{system}/records/{refused}/field", $$"""{"field":"{{field}}","value":"renamed {{round}}"}""");
            var others = await Task.WhenAll(Enumerable.Range(round * 10, 10).Select(number => RenameAsync(world, system, first + number)));
            others.ShouldAllBe(reply => reply.Outcome == "applied");
            var reply = await stopped;
            reply.ShouldFail(424, "CredentialsRefused");
            reply.Message.ShouldContain("accepts");
        }

        world.Sandbox.Autotask.IsLocked.ShouldBeFalse();
        Calls(world, system).Count(call => call.Status == 401).ShouldBeLessThanOrEqualTo(system == "autotask" ? 2 : 10);
    }

    [Fact]
    public async Task A_refused_write_that_was_made_is_applied()
    {
        await using var world = await World.StartAsync();
        await world.UpdateFieldAsync("Tickets", 2, """{"field":"title","value":"warm"}""");
        foreach (var (system, faults) in new[] { ("autotask", world.Sandbox.Autotask.Faults), ("teamdynamix", world.Sandbox.TeamDynamix.Faults) })
        {
            faults.Add(Fault.StatusAfterWrite(401).For("PATCH").Repeated(Fault.Always));

            (await RenameAsync(world, system, system == "autotask" ? 1 : 1001)).ShouldSay("applied");
        }
    }

    private static int Prepare(World world, string system)
    {
        world.Sandbox.TeamDynamix.Behavior = world.Sandbox.TeamDynamix.Behavior with { CallLimit = int.MaxValue };
        return (int)(system == "autotask" ? world.Sandbox.Autotask.AddTickets(Updates) : world.Sandbox.TeamDynamix.AddTickets(Updates));
    }

    private static Task<Reply> RenameAsync(World world, string system, int id) => world.UpdateFieldsAsync(
        system, system == "autotask" ? "Tickets" : "tickets-42", $"{id}", """{"fields":{"title":"renamed"}}""");

    private static FaultPlan Faults(World world, string system) => system == "autotask" ? world.Sandbox.Autotask.Faults : world.Sandbox.TeamDynamix.Faults;

    private static IReadOnlyList<RecordedCall> Calls(World world, string system) =>
        system == "autotask" ? world.Sandbox.Autotask.Calls.All : world.Sandbox.TeamDynamix.Calls.All;
}
