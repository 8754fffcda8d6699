using FunctionsConnector.Sandbox.Dataverse;
using FunctionsConnector.Sandbox.ServiceNow;

namespace FunctionsConnector.EndToEnd.Tests.Profiles;

/// <summary>What a profile, a caller or a vendor cannot do through a profile.</summary>
public class ProfileSecurityTests
{
    private const string Rename = """{"fields":{"short_description":"new"}}""";

    private static readonly string Incident = ServiceNowSandbox.SysId(7);

    [Theory]
    [InlineData("incident/..%2f..%2fsys_user", "7")]
    [InlineData("incident", "..%2f..%2fsys_user%2f1")]
    [InlineData("incident", "INC1%5EORnumber=INC0000007")]
    [InlineData("incident", "INC1&sysparm_fields=password")]
    public async Task An_id_or_number_cannot_leave_its_place_in_a_url(string recordType, string recordId)
    {
        await using var world = await World.StartAsync(arrange: ProfileSettings.AddServiceNow);

        var reply = await world.UpdateFieldsAsync("servicenow", recordType, recordId, Rename);

        reply.Status.ShouldBeOneOf(400, 404);
        world.Sandbox.ServiceNow.Calls.All.ShouldAllBe(call => !call.PathAndQuery.Contains("password", StringComparison.Ordinal) && call.Method == "GET");
    }

    [Fact]
    public async Task A_value_stays_one_value_of_the_body()
    {
        const string Hostile = "\"}\r\nX-Evil: 1\r\n\r\n{\"state\":\"7\",\"x\":\"";
        await using var world = await World.StartAsync(arrange: ProfileSettings.AddServiceNow);

        await world.UpdateFieldsAsync("servicenow", "incident", Incident, JsonSerializer.Serialize(new { fields = new { short_description = Hostile } }));

        var truth = world.Sandbox.ServiceNow.Truth("incident", Incident);
        truth["short_description"]!.GetValue<string>().ShouldBe(Hostile);
        truth["state"]!.GetValue<string>().ShouldBe("2");
        world.Sandbox.ServiceNow.Calls.All.ShouldAllBe(call => !call.Headers.ContainsKey("X-Evil"));
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var world = await World.StartAsync(arrange: ProfileSettings.AddServiceNow);
        world.Sandbox.ServiceNow.Faults.Add(Fault.Status(
            307, headers: new Dictionary<string, string> { ["Location"] = $"{world.Sandbox.HubSpot.BaseUrl}evil" }).For("PATCH").Repeated(Fault.Always));

        (await world.UpdateFieldsAsync("servicenow", "incident", Incident, Rename)).ShouldFail(503, "SystemUnavailable");

        world.Sandbox.HubSpot.Calls.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_response_that_is_too_large_or_nested_too_deeply_is_no_record()
    {
        await using var world = await World.StartAsync(arrange: ProfileSettings.AddServiceNow);
        await world.UpdateFieldsAsync("servicenow", "incident", Incident, Rename);
        world.Sandbox.ServiceNow.Faults.Add(Fault.Status(200, new string('[', 100_000)).For("GET", Incident));

        (await world.GetAsync($"/api/systems/servicenow/records/incident/{Incident}")).ShouldFail(503, "SystemUnavailable");

        world.Sandbox.ServiceNow.Faults.Add(Fault.Status(200, $$"""{"result":"{{new string('x', 17 * 1024 * 1024)}}"}""").For("GET", Incident).Repeated(Fault.Always));
        (await world.GetAsync($"/api/systems/servicenow/records/incident/{Incident}")).ShouldFail(503, "SystemUnavailable");
    }

    [Fact]
    public async Task A_vendor_that_never_answers_ends_within_the_time_of_a_request()
    {
        await using var world = await World.StartAsync(arrange: ProfileSettings.AddServiceNow);
        await world.UpdateFieldsAsync("servicenow", "incident", Incident, Rename);
        world.Sandbox.ServiceNow.Faults.Add(Fault.HangUntilCallerLeaves().Repeated(Fault.Always));
        var started = TimeProvider.System.GetTimestamp();

        (await world.UpdateFieldsAsync("servicenow", "incident", Incident, """{"fields":{"short_description":"newer"}}""")).ShouldFail(504, "OutcomeUnknown");

        TimeProvider.System.GetElapsedTime(started).ShouldBeLessThan(World.Quick.Request + TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task A_profile_gets_only_the_secrets_that_its_own_system_names()
    {
        var start = await Should.ThrowAsync<Exception>(() => World.StartAsync(arrange: (sandbox, settings) =>
        {
            ProfileSettings.AddServiceNow(sandbox, settings);
            settings.ChangeProfile("servicenow", text => text.Replace("\"Password\"", "\"Secret\"", StringComparison.Ordinal));
        }));

        // Autotask's secret has this role.
        start.Message.ShouldContain("Systems:servicenow:Secrets");
        start.Message.ShouldContain("UserName and Secret");
    }

    [Fact]
    public async Task A_bad_profile_stops_the_start_with_every_place_in_one_message()
    {
        var start = await Should.ThrowAsync<Exception>(() => World.StartAsync(arrange: (sandbox, settings) =>
        {
            ProfileSettings.AddServiceNow(sandbox, settings);
            settings.ChangeProfile("servicenow", text => text.Replace("\"PATCH\"", "\"DELETE\"", StringComparison.Ordinal).Replace("\"hex32\"", "\"text\"", StringComparison.Ordinal));
        }));

        start.Message.ShouldContain("Systems:servicenow:Profile");
        start.Message.ShouldContain("/recordId is 'text'. Allowed: digits, guid, hex32.");
        start.Message.ShouldContain("/update/method is 'DELETE'. Allowed: PATCH, POST, PUT.");
    }

    [Fact]
    public async Task A_secret_with_a_line_end_is_sent_in_no_header()
    {
        await using var world = await World.StartAsync(arrange: (sandbox, settings) =>
            settings.AddProfile("servicenow", sandbox.ServiceNow.BaseUrl, ("ApiKey", "key-with-a-line-end\r\nX-Evil: 1")));

        (await world.UpdateFieldsAsync("servicenow", "incident", Incident, Rename)).ShouldFail(424, "CredentialsMissing");

        world.Sandbox.ServiceNow.Calls.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task Credentials_that_the_vendor_quotes_are_redacted()
    {
        await using var world = await World.StartAsync(arrange: ProfileSettings.AddDataverse);
        var account = DataverseSandbox.Id(7);
        await world.UpdateFieldsAsync("dataverse", "account", account, """{"fields":{"name":"first"}}""");
        var token = world.Sandbox.Dataverse.Calls.All.Last(call => call.Method == "PATCH").Headers["Authorization"]["Bearer ".Length..];
        world.Sandbox.Dataverse.Faults.Add(Fault.Status(400, $$$"""{"error":{"code":"","message":"Bad: {{{token}}} and {{{world.Sandbox.Dataverse.ClientSecret}}}"}}""").For("PATCH"));

        var reply = await world.UpdateFieldsAsync("dataverse", "account", account, """{"fields":{"name":"second"}}""");

        reply.ShouldFail(422, "UpdateRejected");
        reply.Message.ShouldContain("Bad: *** and ***");
    }

    [Theory]
    [InlineData("javascript:gs.getUserID()")]
    [InlineData("javascript&#58;gs.getUserID()")]
    [InlineData("a^ORname=Beth Anglin")]
    [InlineData("a&#94;ORname=Beth Anglin")]
    public async Task A_text_that_ServiceNow_would_run_or_split_is_part_of_no_query(string text)
    {
        await using var world = await World.StartAsync(arrange: ProfileSettings.AddServiceNow);

        (await world.UpdateFieldsAsync("servicenow", "incident", Incident, JsonSerializer.Serialize(new { fields = new { assigned_to = text } })))
            .Error.GetProperty("details")[0].GetProperty("code").GetString().ShouldBe("ValueInvalid");
        (await world.UpdateFieldsAsync("servicenow", "incident", Uri.EscapeDataString(text), Rename)).Status.ShouldBeInRange(400, 499);

        world.Sandbox.ServiceNow.Calls.All.ShouldAllBe(call => !call.PathAndQuery.Contains("gs.get", StringComparison.Ordinal) && !call.PathAndQuery.Contains("Anglin", StringComparison.Ordinal));
    }
}
