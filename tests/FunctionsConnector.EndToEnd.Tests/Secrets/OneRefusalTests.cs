using FunctionsConnector.Core.Resilience;

namespace FunctionsConnector.EndToEnd.Tests.Secrets;

/// <summary>A 401 is one call's: credentials count as refused when a call that needs no permission is refused with them too.</summary>
public class OneRefusalTests
{
    private static readonly Timing Patient = World.Quick with { Request = TimeSpan.FromMinutes(1) };

    [Theory]
    [InlineData("autotask", true)]
    [InlineData("autotask", false)]
    [InlineData("teamdynamix", true)]
    public async Task After_one_401_in_the_middle_of_300_updates_all_300_are_applied(string system, bool hasVersion)
    {
        await using var world = await StartAsync();
        world.Sandbox.Autotask.Behavior = world.Sandbox.Autotask.Behavior with { HasVersion = hasVersion };
        var (recordType, field, first) = system == "autotask"
            ? ("Tickets", "title", world.Sandbox.Autotask.AddTickets(300))
            : ("tickets-42", "Title", world.Sandbox.TeamDynamix.AddTickets(300));

        // TeamDynamix's first response states that its limit is higher than the documented one.
        var alone = await UpdateAsync(0);
        var before = await Task.WhenAll(Enumerable.Range(1, 149).Select(UpdateAsync));
        Faults(world, system).Add(Fault.Status(401).For("PATCH"));
        var after = await Task.WhenAll(Enumerable.Range(150, 150).Select(UpdateAsync));

        Faults(world, system).Pending.ShouldBeEmpty();
        Reply[] all = [alone, .. before, .. after];
        all.Where(reply => reply.Outcome != "applied").Select(reply => $"{reply.Body}").ShouldBeEmpty();
        all.Length.ShouldBe(300);

        Task<Reply> UpdateAsync(int number) => world.UpdateFieldsAsync(system, recordType, $"{first + number}", $$$"""{"fields":{"{{{field}}}":"one of 300"}}""");
    }

    [Theory]
    [InlineData("autotask", "Projects", "1", "projectName", "/Projects", "Tickets", "1", "title")]
    [InlineData("teamdynamix", "assets-43", "2001", "Name", "/assets/", "tickets-42", "1001", "Title")]
    public async Task A_401_that_stays_on_one_entity_stops_that_entity_only(
        string system, string stopped, string stoppedId, string stoppedField, string path, string other, string otherId, string otherField)
    {
        await using var world = await StartAsync();
        Faults(world, system).Add(Fault.Status(401).For("PATCH", path).Repeated(Fault.Always));

        for (var i = 0; i < 10; i++)
        {
            var reply = await world.UpdateFieldsAsync(system, stopped, stoppedId, $$$"""{"fields":{"{{{stoppedField}}}":"{{{i}}}"}}""");
            reply.ShouldFail(424, "CredentialsRefused");
            reply.Error.GetProperty("retryable").GetBoolean().ShouldBeFalse();
            (await world.UpdateFieldsAsync(system, other, otherId, $$$"""{"fields":{"{{{otherField}}}":"{{{i}}}"}}""")).ShouldSay("applied");
        }

        if (system == "autotask")
        {
            world.Sandbox.Autotask.Calls.All.Count(call => call.Status == 401).ShouldBe(2, "the refused call and its only repetition; none for a minute after it");
        }
    }

    [Fact]
    public async Task One_401_is_no_final_answer_while_another_entity_is_refused_for_good()
    {
        await using var world = await StartAsync();
        var faults = world.Sandbox.TeamDynamix.Faults;
        faults.Add(Fault.Status(401).For("PATCH", "/assets/").Repeated(Fault.Always));
        (await world.UpdateFieldsAsync("teamdynamix", "assets-43", "2001", """{"fields":{"Name":"x"}}""")).ShouldFail(424, "CredentialsRefused");
        faults.Add(Fault.Status(401).For("PATCH", "/tickets/"));

        (await world.UpdateFieldsAsync("teamdynamix", "tickets-42", "1001", """{"fields":{"Title":"x"}}""")).ShouldSay("applied");
    }

    [Fact]
    public async Task A_login_refused_once_is_tried_once_more()
    {
        await using var world = await StartAsync();
        world.Sandbox.TeamDynamix.Faults.Add(Fault.Status(403, "Invalid username or password.", "text/plain").For("POST", "/api/auth"));

        (await world.UpdateFieldsAsync("teamdynamix", "tickets-42", "1001", """{"fields":{"Title":"x"}}""")).ShouldSay("applied");
    }

    [Fact]
    public async Task Credentials_that_could_not_be_proved_are_something_to_try_again_and_no_storm()
    {
        await using var world = await StartAsync();
        (await world.UpdateFieldAsync("Tickets", 1, """{"field":"title","value":"warm"}""")).ShouldSay("applied");
        world.Sandbox.Autotask.Faults.Add(Fault.Status(401).For("PATCH").Repeated(Fault.Always));
        world.Sandbox.Autotask.Faults.Add(Fault.Status(503).For("GET", "/Version").Repeated(Fault.Always));

        for (var i = 0; i < 10; i++)
        {
            (await world.UpdateFieldAsync("Tickets", 1, """{"field":"title","value":"x"}""")).ShouldFail(503, "SystemUnavailable");
        }

        world.Sandbox.Autotask.Calls.All.Count(call => call.Status == 401).ShouldBe(1);
    }

    [Fact]
    public async Task Refused_credentials_are_reported_as_refused_by_the_proof()
    {
        await using var world = await StartAsync();
        (await world.UpdateFieldAsync("Tickets", 1, """{"field":"title","value":"warm"}""")).ShouldSay("applied");
        world.Sandbox.Autotask.Secret = "rotated-3141";

        (await world.UpdateFieldAsync("Tickets", 1, """{"field":"title","value":"x"}""")).ShouldFail(424, "CredentialsRefused");
        (await world.UpdateFieldAsync("Projects", 1, """{"field":"projectName","value":"x"}""")).ShouldFail(424, "CredentialsRefused");

        world.Sandbox.Autotask.Calls.All.Where(call => call.Status == 401).Select(call => call.PathAndQuery.Split('/')[^1]).ShouldBe(["Tickets", "Version"]);
    }

    [Theory]
    [InlineData("autotask", "Tickets", "1", "title")]
    [InlineData("teamdynamix", "tickets-42", "1001", "Title")]
    public async Task A_write_that_was_made_and_refused_with_401_for_good_is_applied(string system, string recordType, string id, string field)
    {
        await using var world = await StartAsync();
        Faults(world, system).Add(Fault.StatusAfterWrite(401).For("PATCH").Repeated(Fault.Always));

        (await world.UpdateFieldsAsync(system, recordType, id, $$$"""{"fields":{"{{{field}}}":"made"}}""")).ShouldSay("applied");
    }

    [Theory]
    [InlineData("autotask", "Tickets", "1", "title", "/Tickets")]
    [InlineData("teamdynamix", "tickets-42", "1001", "Title", "/tickets/1001")]
    public async Task A_record_that_may_be_neither_changed_nor_read_stays_refused(string system, string recordType, string id, string field, string path)
    {
        await using var world = await StartAsync();
        await world.UpdateFieldsAsync(system, recordType, id, $$$"""{"fields":{"{{{field}}}":"warm"}}""");
        Faults(world, system).Add(Fault.Status(401).For(pathFragment: path).Repeated(Fault.Always));

        (await world.UpdateFieldsAsync(system, recordType, id, $$$"""{"fields":{"{{{field}}}":"new"}}""")).ShouldFail(424, "CredentialsRefused");
    }

    [Fact]
    public async Task A_proof_without_an_answer_stops_the_other_calls_no_longer_than_it_lasts()
    {
        await using var world = await StartAsync();
        (await world.UpdateFieldAsync("Tickets", 1, """{"field":"title","value":"warm"}""")).ShouldSay("applied");
        world.Sandbox.Autotask.Faults.Add(Fault.Status(401).For("PATCH"));
        world.Sandbox.Autotask.Faults.Add(Fault.Status(503).For("GET", "/Version").Repeated(4));
        (await world.UpdateFieldAsync("Tickets", 1, """{"field":"title","value":"x"}""")).ShouldFail(503, "SystemUnavailable");

        (await world.UpdateFieldAsync("Tickets", 2, """{"field":"title","value":"x"}""")).ShouldSay("applied");
    }

    private static async Task<World> StartAsync()
    {
        var world = await World.StartAsync(Patient, settings: settings => settings["Connector:MaxRequestsInHand"] = "1024");
        world.Sandbox.Autotask.Behavior = world.Sandbox.Autotask.Behavior with { HourlyLimit = int.MaxValue };
        world.Sandbox.TeamDynamix.Behavior = world.Sandbox.TeamDynamix.Behavior with { CallLimit = int.MaxValue };
        return world;
    }

    private static FaultPlan Faults(World world, string system) =>
        system == "autotask" ? world.Sandbox.Autotask.Faults : world.Sandbox.TeamDynamix.Faults;
}
