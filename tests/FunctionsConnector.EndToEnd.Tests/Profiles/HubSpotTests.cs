using FunctionsConnector.Core.Failures;
using FunctionsConnector.Sandbox.HubSpot;

namespace FunctionsConnector.EndToEnd.Tests.Profiles;

/// <summary>Updates of HubSpot CRM objects through its profile.</summary>
public class HubSpotTests
{
    private const string Rename = """{"fields":{"Ticket name":"new"}}""";

    private static readonly Dictionary<string, (string Code, string Message, Action<HubSpotSandbox> Arrange)> Rows = new()
    {
        ["a wrong token"] = ("CredentialsRefused", "401", vendor => vendor.AccessToken = "another-token-of-somebody"),
        ["the daily limit"] = ("RateLimited", "too many", vendor => vendor.Faults.Add(
            Fault.Status(429, """{"status":"error","message":"You have reached your daily limit.","policyName":"DAILY"}""").For("PATCH").Repeated(Fault.Always))),
        ["a locked object"] = ("SystemUnavailable", "423", vendor => vendor.Faults.Add(Fault.Status(423, """{"message":"locked"}""").For("PATCH"))),
        ["a 503"] = ("SystemUnavailable", "503", vendor => vendor.Faults.Add(Fault.Status(503).For("PATCH"))),
    };

    public static TheoryData<string> Names => [.. Rows.Keys];

    public static TheoryData<string, string, string, string> Updates => new()
    {
        { """{"fields":{"Ticket name":"Renamed"}}""", """{"subject":"Renamed"}""", "subject", "Renamed" },
        { """{"fields":{"Priority":"High"}}""", """{"hs_ticket_priority":"HIGH"}""", "hs_ticket_priority", "HIGH" },
        { """{"fields":{"Ticket status":"Closed"}}""", """{"hs_pipeline_stage":"4"}""", "hs_pipeline_stage", "4" },
        { """{"fields":{"Category":["Product Issue","Billing Issue"]}}""", """{"hs_ticket_category":"PRODUCT_ISSUE;BILLING_ISSUE"}""", "hs_ticket_category", "PRODUCT_ISSUE;BILLING_ISSUE" },
        { """{"fields":{"Ticket owner":"joe@example.com"}}""", """{"hubspot_owner_id":"71"}""", "hubspot_owner_id", "71" },
        { """{"fields":{"amount":12.5}}""", """{"amount":"12.5"}""", "amount", "12.5" },
        { """{"fields":{"VIP":true}}""", """{"vip":"true"}""", "vip", "true" },
        { """{"fields":{"Due":"2026-12-24"}}""", """{"due":"2026-12-24"}""", "due", "2026-12-24" },
        { """{"fieldsToClear":["Priority"]}""", """{"hs_ticket_priority":""}""", "hs_ticket_priority", "" },
    };

    [Theory]
    [MemberData(nameof(Updates))]
    public async Task An_update_sends_these_properties_and_the_object_holds_them(string body, string properties, string property, string held)
    {
        await using var world = await World.StartAsync(arrange: ProfileSettings.AddHubSpot);

        (await UpdateAsync(world, body)).ShouldSay("applied");

        var call = world.Sandbox.HubSpot.Calls.All.Single(call => call.Method == "PATCH");
        call.PathAndQuery.ShouldBe("/hubspot/crm/v3/objects/tickets/7");
        call.Body.ShouldBe($$"""{"properties":{{properties}}}""");
        world.Sandbox.HubSpot.Truth("tickets", "7")[property]!.GetValue<string>().ShouldBe(held);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_failure_has_its_code_and_the_vendors_words_and_the_object_stays(string name)
    {
        var (expected, message, arrange) = Rows[name];
        await using var world = await World.StartAsync(arrange: ProfileSettings.AddHubSpot);
        arrange(world.Sandbox.HubSpot);

        var reply = await UpdateAsync(world, Rename);

        var code = FailureCode.All[expected];
        reply.ShouldFail(code.Status, code.Name);
        reply.Message.ShouldContain(message);
        world.Sandbox.HubSpot.Truth("tickets", "7")["subject"]!.GetValue<string>().ShouldBe("Ticket 7");
    }

    [Theory]
    [InlineData("""{"fields":{"Category":"Old"}}""", "ChoiceInactive")]
    [InlineData("""{"fields":{"Time to close":4}}""", "FieldReadOnly")]
    [InlineData("""{"fields":{"Ticket owner":"nobody@example.com"}}""", "ChoiceNotFound")]
    public async Task An_update_that_the_vendor_drops_or_refuses_is_not_sent(string body, string detail)
    {
        await using var world = await World.StartAsync(arrange: ProfileSettings.AddHubSpot);

        var reply = await UpdateAsync(world, body);

        reply.ShouldFail(422, "UpdateInvalid");
        reply.Error.GetProperty("details")[0].GetProperty("code").GetString().ShouldBe(detail);
        world.Sandbox.HubSpot.Calls.All.ShouldNotContain(call => call.Method == "PATCH");
    }

    [Fact]
    public async Task A_property_that_the_vendor_drops_is_reported_as_not_applied()
    {
        await using var world = await World.StartAsync(arrange: ProfileSettings.AddHubSpot);
        await UpdateAsync(world, """{"fields":{"Order number":"O-1"}}""");
        world.Sandbox.HubSpot.Behavior = world.Sandbox.HubSpot.Behavior with { DropsUnknownProperties = true };
        world.Sandbox.HubSpot.RemoveField("tickets", "order_number");

        var reply = await UpdateAsync(world, """{"fields":{"Order number":"O-2"}}""");

        reply.Status.ShouldNotBe(200);
        reply.Code.ShouldNotBe("UpdateRejected");
    }

    [Fact]
    public async Task The_vendors_warning_is_in_the_reply()
    {
        await using var world = await World.StartAsync(arrange: ProfileSettings.AddHubSpot);
        world.Sandbox.HubSpot.Behavior = world.Sandbox.HubSpot.Behavior with { Warning = "The stage was mapped." };

        var reply = await UpdateAsync(world, Rename);

        reply.ShouldSay("applied");
        reply.Body.GetProperty("warnings")[0].GetString().ShouldBe("The stage was mapped.");
    }

    private static Task<Reply> UpdateAsync(World world, string body) => world.UpdateFieldsAsync("hubspot", "tickets", "7", body);
}
