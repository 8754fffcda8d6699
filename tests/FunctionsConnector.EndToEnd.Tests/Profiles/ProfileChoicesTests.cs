using FunctionsConnector.Sandbox.ServiceNow;

namespace FunctionsConnector.EndToEnd.Tests.Profiles;

/// <summary>A list of choices is left out only where the API itself refuses it, and no field is sent twice.</summary>
public class ProfileChoicesTests
{
    private const string Page = "<html><title>Blocked</title></html>";
    private const string Close = """{"fields":{"Ticket status":"Closed"}}""";

    [Theory]
    [InlineData(403, Page)]
    [InlineData(404, Page)]
    [InlineData(405, Page)]
    [InlineData(400, """{"message":"Transaction was chosen as a deadlock victim."}""")]
    [InlineData(404, """{"message":"Execution timeout expired."}""")]
    public async Task A_page_or_a_transient_text_instead_of_the_choices_fails_and_sends_nothing(int status, string body)
    {
        await using var world = await World.StartAsync(arrange: ProfileSettings.AddHubSpot);
        world.Sandbox.HubSpot.Faults.Add(Fault.Status(status, body, body == Page ? "text/html" : "application/json").For("GET", "/pipelines/").Repeated(Fault.Always));

        (await UpdateAsync(world)).ShouldFail(503, "SystemUnavailable");

        world.Sandbox.HubSpot.Calls.All.ShouldNotContain(call => call.Method == "PATCH");
        world.Sandbox.HubSpot.Faults.Clear();
        (await UpdateAsync(world)).ShouldSay("applied");
        world.Sandbox.HubSpot.Truth("tickets", "7")["hs_pipeline_stage"]!.GetValue<string>().ShouldBe("4");
    }

    [Theory]
    [InlineData("rateLimited")]
    [InlineData("unavailable")]
    public async Task What_the_profile_calls_a_limit_or_an_outage_leaves_no_list_out(string means)
    {
        await using var world = await World.StartAsync(arrange: (sandbox, settings) =>
        {
            ProfileSettings.AddHubSpot(sandbox, settings);
            settings.ChangeProfile("hubspot", text => text.Replace("\"refusals\": [", $"\"refusals\": [{{ \"status\": [403], \"means\": \"{means}\" }}, ", StringComparison.Ordinal));
        });
        world.Sandbox.HubSpot.Faults.Add(Fault.Status(403, """{"message":"later"}""").For("GET", "/pipelines/").Repeated(Fault.Always));

        (await UpdateAsync(world)).Status.ShouldBeOneOf(429, 503);

        world.Sandbox.HubSpot.Calls.All.ShouldNotContain(call => call.Method == "PATCH");
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(405)]
    public async Task A_list_that_the_API_refuses_is_left_out(int status)
    {
        await using var world = await World.StartAsync(arrange: ProfileSettings.AddHubSpot);
        world.Sandbox.HubSpot.Faults.Add(Fault.Status(status, """{"message":"This account has no scope for pipelines."}""").For("GET", "/pipelines/").Repeated(Fault.Always));

        (await world.UpdateFieldsAsync("hubspot", "tickets", "7", """{"fields":{"Ticket status":"4"}}""")).ShouldSay("applied");
    }

    [Fact]
    public async Task A_field_that_the_profile_sends_with_every_update_is_read_only()
    {
        await using var world = await World.StartAsync(arrange: (sandbox, settings) =>
        {
            ProfileSettings.AddServiceNow(sandbox, settings);
            settings.ChangeProfile("servicenow", text => text.Replace("\"dialect\": \"merge\",", "\"dialect\": \"merge\", \"constants\": { \"state\": \"2\" },", StringComparison.Ordinal));
        });

        var reply = await world.UpdateFieldsAsync("servicenow", "incident", ServiceNowSandbox.SysId(7), """{"fields":{"state":"New"}}""");

        reply.ShouldFail(422, "UpdateInvalid");
        reply.Message.ShouldContain("sends it with every update");
    }

    private static Task<Reply> UpdateAsync(World world) => world.UpdateFieldsAsync("hubspot", "tickets", "7", Close);
}
