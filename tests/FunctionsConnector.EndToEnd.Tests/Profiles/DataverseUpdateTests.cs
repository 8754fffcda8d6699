using FunctionsConnector.Sandbox.Dataverse;

namespace FunctionsConnector.EndToEnd.Tests.Profiles;

/// <summary>Updates of Dataverse through its profile: the exact request and what the row then holds.</summary>
public class DataverseUpdateTests
{
    private static readonly string Account = DataverseSandbox.Id(7);

    public static TheoryData<string, string, string, string?> Updates => new()
    {
        { """{"fields":{"Account Name":"Renamed"}}""", """{"name":"Renamed"}""", "name", "Renamed" },
        { """{"fields":{"Category":"Standard"}}""", """{"accountcategorycode":2}""", "accountcategorycode", "2" },
        { """{"fields":{"Colors":["Red","Blue"]}}""", """{"new_colors":"1,3"}""", "new_colors", "1,3" },
        { """{"fields":{"creditonhold":true}}""", """{"creditonhold":true}""", "creditonhold", "true" },
        { """{"fields":{"numberofemployees":"250"}}""", """{"numberofemployees":250}""", "numberofemployees", "250" },
        { """{"fields":{"new_renewal":"2027-01-31"}}""", """{"new_renewal":"2027-01-31"}""", "new_renewal", "2027-01-31" },
        { """{"fields":{"lastonholdtime":"2026-12-24T10:00:00+02:00"}}""", """{"lastonholdtime":"2026-12-24T08:00:00Z"}""", "lastonholdtime", "2026-12-24T08:00:00Z" },
        { """{"fieldsToClear":["description"]}""", """{"description":null}""", "description", null },
    };

    [Theory]
    [MemberData(nameof(Updates))]
    public async Task An_update_sends_this_body_and_the_row_holds_it(string body, string sent, string column, string? held)
    {
        await using var world = await World.StartAsync(arrange: ProfileSettings.AddDataverse);

        var reply = await world.UpdateFieldsAsync("dataverse", "account", Account, body);

        reply.ShouldSay("applied");
        var call = world.Sandbox.Dataverse.Calls.All.Single(call => call.Method == "PATCH");
        call.PathAndQuery.ShouldBe($"/dataverse/api/data/v9.2/accounts({Account})");
        call.Body.ShouldBe(sent);
        world.Sandbox.Dataverse.Truth("account", Account)[column]?.ToString().ShouldBe(held);
    }

    [Fact]
    public async Task A_number_that_the_column_rounds_is_adjusted()
    {
        await using var world = await World.StartAsync(arrange: ProfileSettings.AddDataverse);

        (await world.UpdateFieldsAsync("dataverse", "account", Account, """{"fields":{"revenue":12.3456}}""")).ShouldSay("adjusted");
    }

    [Fact]
    public async Task An_update_of_a_row_that_does_not_exist_creates_none()
    {
        var missing = DataverseSandbox.Id(999_999);
        await using var world = await World.StartAsync(arrange: ProfileSettings.AddDataverse);

        (await world.UpdateFieldsAsync("dataverse", "account", missing, """{"fields":{"name":"x"}}""")).ShouldFail(404, "RecordNotFound");

        Should.Throw<KeyNotFoundException>(() => world.Sandbox.Dataverse.Truth("account", missing), "PATCH is an upsert without If-Match");
    }

    [Theory]
    [InlineData("""{"fields":{"createdon":"2026-01-01"}}""", "FieldReadOnly")]
    [InlineData("""{"fields":{"new_secret":"x"}}""", "FieldReadOnly")]
    [InlineData("""{"fields":{"primarycontactid":"00000000-0000-0000-0000-000000000001"}}""", "FieldReadOnly")]
    [InlineData("""{"fieldsToClear":["statecode"]}""", "FieldRequired")]
    public async Task An_update_that_the_vendor_drops_or_refuses_is_not_sent(string body, string detail)
    {
        await using var world = await World.StartAsync(arrange: ProfileSettings.AddDataverse);

        var reply = await world.UpdateFieldsAsync("dataverse", "account", Account, body);

        reply.ShouldFail(422, "UpdateInvalid");
        reply.Error.GetProperty("details")[0].GetProperty("code").GetString().ShouldBe(detail);
        world.Sandbox.Dataverse.Calls.All.ShouldNotContain(call => call.Method == "PATCH");
    }

    [Fact]
    public async Task A_row_is_found_by_its_number_and_every_table_is_a_record_type()
    {
        await using var world = await World.StartAsync(arrange: ProfileSettings.AddDataverse);

        (await world.UpdateFieldsAsync("dataverse", "incident", "CAS-00003-K8L2P1", """{"fields":{"Priority":"High"}}""")).ShouldSay("applied");

        world.Sandbox.Dataverse.Truth("incident", DataverseSandbox.Id(3))["prioritycode"]!.GetValue<int>().ShouldBe(1);
        (await world.UpdateFieldsAsync("dataverse", "Contact", DataverseSandbox.Id(1), """{"fields":{"First Name":"Ann"}}""")).ShouldSay("applied");
    }

    [Fact]
    public async Task A_warm_update_costs_one_call()
    {
        await using var world = await World.StartAsync(arrange: ProfileSettings.AddDataverse);
        await world.UpdateFieldsAsync("dataverse", "account", Account, """{"fields":{"name":"first"}}""");
        world.Sandbox.Dataverse.Calls.Clear();

        (await world.UpdateFieldsAsync("dataverse", "account", Account, """{"fields":{"name":"second"}}""")).ShouldSay("applied");

        world.Sandbox.Dataverse.Calls.All.Count.ShouldBe(1, "the token is cached, and the response shows the row");
    }
}
