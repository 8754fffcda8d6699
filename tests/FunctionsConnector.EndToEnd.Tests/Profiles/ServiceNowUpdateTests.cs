using FunctionsConnector.Sandbox.ServiceNow;

namespace FunctionsConnector.EndToEnd.Tests.Profiles;

/// <summary>Updates of ServiceNow through its profile: the exact request and what the record then holds.</summary>
public class ServiceNowUpdateTests
{
    private const string Beth = "681b365ec0a80164000fb0b05854a0cd";

    private static readonly string Incident = ServiceNowSandbox.SysId(7);

    public static TheoryData<string, string, string, string> Updates => new()
    {
        { """{"fields":{"Short description":"Renamed"}}""", """{"short_description":"Renamed"}""", "short_description", "Renamed" },
        { """{"fields":{"state":"On Hold"}}""", """{"state":"3"}""", "state", "3" },
        { """{"fields":{"state":6,"close_code":"Workaround provided","close_notes":"x"}}""", """{"state":"6","close_code":"Workaround provided","close_notes":"x"}""", "state", "6" },
        { """{"fields":{"Subcategory":"CPU"}}""", """{"subcategory":"cpu"}""", "subcategory", "cpu" },
        { """{"fields":{"Category":"software","Subcategory":"Email"}}""", """{"category":"software","subcategory":"email"}""", "subcategory", "email" },
        { """{"fields":{"assigned_to":"beth.anglin@example.com"}}""", $$"""{"assigned_to":"{{Beth}}"}""", "assigned_to", Beth },
        { """{"fields":{"assigned_to":"Beth Anglin"}}""", $$"""{"assigned_to":"{{Beth}}"}""", "assigned_to", Beth },
        { $$$"""{"fields":{"assigned_to":"{{{Beth}}}"}}""", $$"""{"assigned_to":"{{Beth}}"}""", "assigned_to", Beth },
        { """{"fields":{"due_date":"2026-12-24T10:00:00+02:00"}}""", """{"due_date":"2026-12-24 08:00:00"}""", "due_date", "2026-12-24 08:00:00" },
        { """{"fields":{"u_visit":"2026-12-24"}}""", """{"u_visit":"2026-12-24"}""", "u_visit", "2026-12-24" },
        { """{"fields":{"u_in_contract":true}}""", """{"u_in_contract":"true"}""", "u_in_contract", "true" },
        { """{"fields":{"u_budget":12.5}}""", """{"u_budget":"12.5"}""", "u_budget", "12.5" },
        { $$$"""{"fields":{"watch_list":["{{{Beth}}}"]}}""", $$"""{"watch_list":"{{Beth}}"}""", "watch_list", Beth },
        { """{"fieldsToClear":["Company"]}""", """{"company":""}""", "company", "" },
    };

    [Theory]
    [MemberData(nameof(Updates))]
    public async Task An_update_sends_this_body_and_the_record_holds_it(string body, string sent, string field, string held)
    {
        await using var world = await World.StartAsync(arrange: ProfileSettings.AddServiceNow);

        var reply = await UpdateAsync(world, Incident, body);

        reply.ShouldSay("applied");
        PatchesOf(world).ShouldBe([$"/servicenow/api/now/table/incident/{Incident}?sysparm_exclude_reference_link=true {sent}"]);
        world.Sandbox.ServiceNow.Truth("incident", Incident)[field]!.GetValue<string>().ShouldBe(held);
    }

    [Fact]
    public async Task A_record_is_found_by_its_number()
    {
        await using var world = await World.StartAsync(arrange: ProfileSettings.AddServiceNow);

        (await UpdateAsync(world, "INC0000007", """{"fields":{"urgency":"3 - Low"}}""")).ShouldSay("applied");
        (await UpdateAsync(world, "INC9999999", """{"fields":{"urgency":"3 - Low"}}""")).ShouldFail(404, "RecordNotFound");

        world.Sandbox.ServiceNow.Truth("incident", Incident)["urgency"]!.GetValue<string>().ShouldBe("3");
    }

    [Fact]
    public async Task A_warm_update_costs_one_call()
    {
        await using var world = await World.StartAsync(arrange: ProfileSettings.AddServiceNow);
        await UpdateAsync(world, Incident, """{"fields":{"short_description":"first"}}""");
        world.Sandbox.ServiceNow.Calls.Clear();

        (await UpdateAsync(world, Incident, """{"fields":{"short_description":"second"}}""")).ShouldSay("applied");

        world.Sandbox.ServiceNow.Calls.All.Count.ShouldBe(1, "the response to the update shows the record");
    }

    [Theory]
    [InlineData("""{"fields":{"contact_type":"Fax"}}""", "ChoiceInactive")]
    [InlineData("""{"fields":{"subcategory":"Email"}}""", "ChoiceNotFound")]
    [InlineData("""{"fields":{"number":"INC1"}}""", "FieldReadOnly")]
    [InlineData("""{"fields":{"sys_mod_count":1}}""", "FieldReadOnly")]
    [InlineData("""{"fields":{"comments":"x"}}""", "FieldReadOnly")]
    [InlineData("""{"fields":{"u_secret":"x"}}""", "FieldReadOnly")]
    [InlineData("""{"fieldsToClear":["short_description"]}""", "FieldRequired")]
    [InlineData("""{"fields":{"assigned_to":"Nobody"}}""", "ChoiceNotFound")]
    [InlineData("""{"fields":{"assigned_to":"a^ORname=Beth Anglin"}}""", "ValueInvalid")]
    public async Task An_update_that_the_vendor_drops_or_refuses_is_not_sent(string body, string detail)
    {
        await using var world = await World.StartAsync(arrange: ProfileSettings.AddServiceNow);

        var reply = await UpdateAsync(world, Incident, body);

        reply.ShouldFail(422, "UpdateInvalid");
        reply.Error.GetProperty("details")[0].GetProperty("code").GetString().ShouldBe(detail);
        PatchesOf(world).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_choices_of_the_table_count_before_those_of_its_parent()
    {
        await using var world = await World.StartAsync(arrange: ProfileSettings.AddServiceNow);
        world.Sandbox.ServiceNow.Behavior = world.Sandbox.ServiceNow.Behavior with { HasParentChoices = true };

        (await UpdateAsync(world, Incident, """{"fields":{"state":"Work in Progress"}}""")).ShouldFail(422, "UpdateInvalid");
        (await UpdateAsync(world, Incident, """{"fields":{"state":"New"}}""")).ShouldSay("applied");
    }

    [Theory]
    [InlineData("ClientId", "ClientSecret")]
    [InlineData("ApiKey", null)]
    public async Task The_settings_choose_the_sign_in_by_the_secrets_they_name(string first, string? second)
    {
        await using var world = await World.StartAsync(arrange: (sandbox, settings) => settings.AddProfile(
            "servicenow",
            sandbox.ServiceNow.BaseUrl,
            second is null
                ? [(first, sandbox.ServiceNow.ApiKey)]
                : [(first, sandbox.ServiceNow.ClientId), (second, sandbox.ServiceNow.ClientSecret)]));

        (await UpdateAsync(world, Incident, """{"fields":{"short_description":"first"}}""")).ShouldSay("applied");
        (await UpdateAsync(world, Incident, """{"fields":{"short_description":"second"}}""")).ShouldSay("applied");

        world.Sandbox.ServiceNow.Calls.All.Count(call => call.PathAndQuery.EndsWith("oauth_token.do", StringComparison.Ordinal)).ShouldBe(second is null ? 0 : 1, "the token is cached");
        if (second is not null)
        {
            world.Sandbox.ServiceNow.RevokeTokens();
            (await UpdateAsync(world, Incident, """{"fields":{"short_description":"third"}}""")).ShouldSay("applied");
        }
    }

    private static Task<Reply> UpdateAsync(World world, string id, string body) => world.UpdateFieldsAsync("servicenow", "incident", id, body);

    private static IEnumerable<string> PatchesOf(World world) =>
        world.Sandbox.ServiceNow.Calls.All.Where(call => call.Method == "PATCH").Select(call => $"{call.PathAndQuery} {call.Body}");
}
