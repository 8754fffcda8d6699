namespace FunctionsConnector.EndToEnd.Tests.Autotask;

/// <summary>Errors from which the connector recovers without the caller.</summary>
public class RecoveryTests
{
    private const string Rename = """{"field":"title","value":"renamed"}""";

    [Fact]
    public async Task A_write_with_a_lost_response_is_found_by_a_read_back_and_not_sent_again()
    {
        await using var world = await World.StartAsync();
        world.Sandbox.Autotask.Faults.Add(Fault.DropAfterWrite().For("PATCH"));

        (await world.UpdateFieldAsync("Tickets", 1, Rename)).ShouldSay("applied");
        world.PatchesSent.Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_gateway_error_after_the_write_is_reported_as_applied()
    {
        await using var world = await World.StartAsync();
        world.Sandbox.Autotask.Faults.Add(Fault.StatusAfterWrite(502, "<html>", "text/html").For("PATCH"));

        (await world.UpdateFieldAsync("Tickets", 1, Rename)).ShouldSay("applied");
    }

    [Theory]
    [InlineData(408, "")]
    [InlineData(504, """{"message":"Endpoint request timed out"}""")]
    [InlineData(500, """{"Message":"An error has occurred."}""")]
    [InlineData(500, """{"errors":["An unexpected error has occurred.  If the problem persists, please contact Autotask Support."]}""")]
    public async Task An_error_without_a_reason_is_not_reported_as_a_refusal(int status, string body)
    {
        await using var world = await World.StartAsync();
        world.Sandbox.Autotask.Faults.Add(Fault.StatusAfterWrite(status, body).For("PATCH"));

        (await world.UpdateFieldAsync("Tickets", 1, Rename)).ShouldSay("applied");
    }

    [Fact]
    public async Task A_status_reverted_after_a_lost_response_is_not_reported_as_applied()
    {
        await using var world = await World.StartAsync();
        world.Sandbox.Autotask.RevertStatus(1, afterReads: 1);
        world.Sandbox.Autotask.Faults.Add(Fault.DropAfterWrite().For("PATCH"));

        (await world.UpdateFieldAsync("Tickets", 1, """{"field":"status","value":"Complete"}""")).ShouldFail(504, "OutcomeUnknown");
    }

    [Fact]
    public async Task A_record_id_with_leading_zeros_is_the_same_record()
    {
        await using var world = await World.StartAsync();

        (await world.PatchAsync("/api/systems/autotask/records/Tickets/001/field", Rename)).ShouldSay("applied");
        world.PatchesSent.ShouldBe(["""Tickets {"id":1,"title":"renamed"}"""]);
    }

    [Theory]
    [InlineData("0001-01-01", "Europe/Berlin")]
    [InlineData("9999-12-31T23:59:59", "America/New_York")]
    public async Task A_date_beyond_all_calendars_is_refused(string date, string zone)
    {
        await using var world = await World.StartAsync(settings: settings => settings["Systems:autotask:TimeZone"] = zone);

        (await world.UpdateFieldAsync("Tickets", 1, $$"""{"field":"dueDateTime","value":"{{date}}"}""")).ShouldFail(422, "UpdateInvalid");
    }

    [Fact]
    public async Task Half_a_surrogate_pair_in_a_response_is_accepted()
    {
        await using var world = await World.StartAsync();
        world.Sandbox.Autotask.Faults.Add(Fault.Status(500, """{"errors":["\ud83d"]}""").For("PATCH"));

        (await world.UpdateFieldAsync("Tickets", 1, Rename)).ShouldFail(503, "SystemUnavailable");
    }

    [Theory]
    [InlineData("line\nend")]
    [InlineData("sécret")]
    public async Task A_secret_with_characters_invalid_in_a_header_is_reported_and_not_sent(string secret)
    {
        await using var world = await World.StartAsync(settings: settings => settings["Secrets:autotask-secret"] = secret);

        (await world.UpdateFieldAsync("Tickets", 1, Rename)).ShouldFail(424, "CredentialsMissing");
        world.Sandbox.Autotask.Calls.Count.ShouldBe(0);
    }

    [Fact]
    public async Task A_write_without_a_response_is_found_by_a_read_back()
    {
        await using var world = await World.StartAsync(World.Quick with { Request = TimeSpan.FromSeconds(1.5) });
        world.Sandbox.Autotask.Faults.Add(Fault.HangAfterWrite().For("PATCH"));

        (await world.UpdateFieldAsync("Tickets", 1, Rename)).ShouldSay("applied");
    }

    [Fact]
    public async Task Too_many_calls_at_a_time_wait()
    {
        await using var world = await World.StartAsync();
        world.Sandbox.Autotask.Faults.Add(Fault.Status(429).For("PATCH").Repeated(2));

        (await world.UpdateFieldAsync("Tickets", 1, Rename)).ShouldSay("applied");
        world.PatchesSent.Count().ShouldBe(3);
    }

    [Fact]
    public async Task A_failed_read_is_retried()
    {
        await using var world = await World.StartAsync();
        world.Sandbox.Autotask.Faults.Add(Fault.DropBeforeWrite().For("GET").Repeated(2));

        (await world.UpdateFieldAsync("Tickets", 1, Rename)).ShouldSay("applied");
    }

    [Fact]
    public async Task A_changed_zone_is_discovered_again()
    {
        await using var world = await World.StartAsync();
        (await world.UpdateFieldAsync("Tickets", 1, Rename)).ShouldSay("applied");
        world.Sandbox.Autotask.Behavior = world.Sandbox.Autotask.Behavior with { ZonePath = "/autotask/zone2/ATServicesRest/" };

        (await world.UpdateFieldAsync("Tickets", 2, Rename)).ShouldSay("applied");
    }

    [Fact]
    public async Task A_write_with_an_empty_response_is_unknown_if_the_rediscovered_zone_is_unreachable()
    {
        await using var world = await World.StartAsync();
        (await world.UpdateFieldAsync("Tickets", 1, Rename)).ShouldSay("applied");
        world.Sandbox.Autotask.Faults.Add(Fault.StatusAfterWrite(200, string.Empty, "application/json").For("PATCH"));
        world.Sandbox.Autotask.Behavior = world.Sandbox.Autotask.Behavior with { AnnouncedZoneUrl = "http://127.0.0.1:9/autotask/zone2/ATServicesRest/" };

        (await world.UpdateFieldAsync("Tickets", 2, Rename)).ShouldFail(504, "OutcomeUnknown");
    }

    [Fact]
    public async Task Refused_credentials_are_not_sent_until_the_user_is_locked()
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
    public async Task Refused_credentials_without_a_refresh_in_time_are_a_transient_failure()
    {
        await using var world = await World.StartAsync(World.Quick with { Request = TimeSpan.FromSeconds(3) });
        (await world.UpdateFieldAsync("Tickets", 2, """{"field":"title","value":"warm"}""")).ShouldSay("applied");
        world.Sandbox.Autotask.Faults.Add(Fault.Status(401).For("PATCH"));
        world.Sandbox.Autotask.Faults.Add(Fault.HangUntilCallerLeaves().For("GET", "zoneInformation").Repeated(2));

        var reply = await world.UpdateFieldAsync("Tickets", 1, """{"field":"title","value":"x"}""");

        reply.ShouldFail(503, "SystemUnavailable");
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
    public async Task Concurrent_updates_use_at_most_two_calls_per_endpoint_and_are_all_applied()
    {
        await using var world = await World.StartAsync();

        var replies = await Task.WhenAll(Enumerable.Range(1, 40).Select(id => world.UpdateFieldAsync("Tickets", id, Rename)));

        replies.ShouldAllBe(reply => reply.Outcome == "applied");
        world.Sandbox.Autotask.HighestConcurrency("Tickets").ShouldBeLessThanOrEqualTo(2);
    }

    [Fact]
    public async Task Concurrent_updates_of_one_record_each_report_their_own_outcome()
    {
        await using var world = await World.StartAsync();

        var replies = await Task.WhenAll(Enumerable.Range(1, 20).Select(number =>
            world.UpdateFieldAsync("Tickets", 1, $$"""{"field":"title","value":"title {{number}}"}""")));

        replies.ShouldAllBe(reply => reply.Outcome == "applied");
        world.PatchesSent.Count().ShouldBe(20);
    }
}
