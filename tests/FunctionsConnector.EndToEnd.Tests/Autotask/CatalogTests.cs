using FunctionsConnector.Sandbox.Autotask.Metadata;

namespace FunctionsConnector.EndToEnd.Tests.Autotask;

/// <summary>The catalog of the simulated tenant.</summary>
public class CatalogTests
{
    private static readonly string[] CredentialHeaders = ["ApiIntegrationCode", "UserName", "Secret"];

    private const string RecordTypes = "/api/systems/autotask/record-types";

    [Fact]
    public async Task Record_types_are_the_entities_that_can_be_updated()
    {
        await using var world = await World.StartAsync();

        var reply = await world.GetAsync(RecordTypes);

        Ids(reply).ShouldBe(["Companies", "ConfigurationItems", "Contacts", "Contracts", "Projects", "Tasks", "TicketNotes", "Tickets", "TimeEntries"], ignoreOrder: true);
    }

    [Fact]
    public async Task Only_configured_record_types_are_offered_and_found()
    {
        await using var world = await World.StartAsync(settings: settings => settings["Systems:autotask:RecordTypes:0"] = "Tickets");

        Ids(await world.GetAsync(RecordTypes)).ShouldBe(["Tickets"]);
        (await world.GetAsync("/api/systems/autotask/records/Contacts/3")).ShouldFail(404, "RecordTypeNotFound");
    }

    [Fact]
    public async Task Fields_have_their_type_and_whether_they_are_writable()
    {
        await using var world = await World.StartAsync();

        var fields = (await world.GetAsync($"{RecordTypes}/Tickets/fields")).Body.GetProperty("value").EnumerateArray().ToDictionary(field => field.GetProperty("id").GetString()!);

        fields["title"].ToString().ShouldContain("\"maxLength\":255");
        fields["status"].GetProperty("hasChoices").GetBoolean().ShouldBeTrue();
        fields["ticketNumber"].GetProperty("writable").GetBoolean().ShouldBeFalse();
        fields["CustomerRanking"].GetProperty("custom").GetBoolean().ShouldBeTrue();
        fields["CustomerRanking"].GetProperty("label").GetString().ShouldBe("Customer ranking");
    }

    [Fact]
    public async Task Choices_are_the_active_ones()
    {
        await using var world = await World.StartAsync();

        var reply = await world.GetAsync($"{RecordTypes}/Tickets/choices?field=status");

        Ids(reply).ShouldBe(["1", "5", "7", "8", "9"], ignoreOrder: true);
    }

    /// <summary>It was an InternalError: 05 is no JSON number.</summary>
    [Theory]
    [InlineData("\"Fifth\"")]
    [InlineData("5")]
    [InlineData("\"05\"")]
    public async Task A_choice_whose_id_has_a_leading_zero_is_written_as_the_number_it_is(string value)
    {
        await using var world = await World.StartAsync();
        world.Sandbox.Autotask.DefineField("Tickets", new FieldDefinition("source", FieldDataType.Integer) { Choices = [new("05", "Fifth"), new("06", "Sixth")] });

        var reply = await world.UpdateFieldAsync("Tickets", 1, $$"""{"field":"source","value":{{value}}}""");

        reply.Outcome.ShouldBe("applied", reply.Body.ToString());
        reply.Body.ToString().ShouldContain("\"displayValue\":\"Fifth\"");
        world.PatchesSent.Single().ShouldContain("\"source\":5}");
    }

    [Fact]
    public async Task A_configuration_items_company_is_refused_before_anything_is_sent()
    {
        await using var world = await World.StartAsync();

        (await world.UpdateFieldAsync("ConfigurationItems", 1, """{"field":"companyID","value":2}""")).ShouldFail(422, "UpdateInvalid");
        world.PatchesSent.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_connection_is_tested_with_or_without_the_vendors_version_route(bool hasVersion)
    {
        await using var world = await World.StartAsync();
        world.Sandbox.Autotask.Behavior = world.Sandbox.Autotask.Behavior with { HasVersion = hasVersion };

        (await world.GetAsync("/api/connection")).Status.ShouldBe(200);
        world.Sandbox.Autotask.Secret = "rotated-3141";
        (await world.GetAsync("/api/connection")).ShouldFail(424, "CredentialsRefused");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_wrong_integration_code_is_reported_for_both_statuses(bool unauthorized)
    {
        await using var world = await World.StartAsync();
        world.Sandbox.Autotask.Behavior = world.Sandbox.Autotask.Behavior with { WrongIntegrationCodeIsUnauthorized = unauthorized };
        world.Sandbox.Autotask.IntegrationCode = "ROTATED3141";

        (await world.GetAsync("/api/connection")).ShouldFail(424, "CredentialsRefused");
    }

    [Fact]
    public async Task A_zone_without_a_trailing_slash_is_used()
    {
        await using var world = await World.StartAsync();
        world.Sandbox.Autotask.Behavior = world.Sandbox.Autotask.Behavior with { ZoneUrlEndsWithSlash = false };

        (await world.GetAsync("/api/systems/autotask/records/Tickets/1")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Every_call_except_zone_discovery_has_the_three_credential_headers()
    {
        await using var world = await World.StartAsync();

        await world.UpdateFieldAsync("Tickets", 1, """{"field":"title","value":"x"}""");

        foreach (var call in world.Sandbox.Autotask.Calls.All)
        {
            var isSearch = call.PathAndQuery.Contains("zoneInformation", StringComparison.OrdinalIgnoreCase);
            CredentialHeaders.Count(call.Headers.ContainsKey).ShouldBe(isSearch ? 0 : 3, call.PathAndQuery);
            call.Headers.ContainsKey("ImpersonationResourceId").ShouldBeFalse();
        }
    }

    private static IEnumerable<string> Ids(Reply reply)
    {
        reply.Status.ShouldBe(200, reply.Body.ToString());
        return reply.Body.GetProperty("value").EnumerateArray().Select(entry => entry.GetProperty("id").GetString()!);
    }
}
