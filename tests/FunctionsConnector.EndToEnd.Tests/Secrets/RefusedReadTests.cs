namespace FunctionsConnector.EndToEnd.Tests.Secrets;

/// <summary>A 401 that stays on the reading of a record before its update.</summary>
public class RefusedReadTests
{
    [Fact]
    public async Task Autotask_refuses_the_update()
    {
        await using var world = await World.StartAsync();
        (await world.UpdateFieldsAsync("Tickets", 7, """{"fields":{"title":"free"}}""")).ShouldSay("applied");
        world.Sandbox.Autotask.Faults.Add(Fault.Status(401).Repeated(Fault.Always));

        (await world.UpdateFieldsAsync("Tickets", 7, """{"fields":{"title":"taken"},"onlyIf":{"title":"free"}}""")).ShouldFail(424, "CredentialsRefused");
    }

    [Fact]
    public async Task TeamDynamix_refuses_the_update()
    {
        await using var world = await World.StartAsync();
        (await world.UpdateFieldsAsync("teamdynamix", "tickets-42", "1007", """{"fields":{"Title":"free"}}""")).ShouldSay("applied");
        world.Sandbox.TeamDynamix.Faults.Add(Fault.Status(401).For("GET", "/1007").Repeated(Fault.Always));

        (await world.UpdateFieldsAsync("teamdynamix", "tickets-42", "1007", """{"fields":{"Title":"taken"},"onlyIf":{"Title":"free"}}""")).ShouldFail(424, "CredentialsRefused");
    }
}
