using System.Net.Http.Headers;
using FunctionsConnector.Actions.Tests.Sandbox.Tables;
using FunctionsConnector.Sandbox.HubSpot;

namespace FunctionsConnector.Actions.Tests.Sandbox.HubSpot;

public class HubSpotObjectTests
{
    private const string Ticket = "crm/v3/objects/tickets/1";

    /// <summary>The body of the example of "CRM objects".</summary>
    private const string DocumentedBody =
        """
        {
          "properties": {
            "property_checkbox": "false",
            "property_date": "1572480000000",
            "property_dropdown": "choice_b",
            "property_multiple_checkboxes": "chocolate;strawberry",
            "property_number": "17",
            "property_radio": "option_1",
            "property_string": "value"
          }
        }
        """;

    [Fact]
    public async Task The_documented_update_gets_the_documented_properties()
    {
        var (caller, vendor) = await StartAsync(new ManualTime());
        await using var _ = caller;

        var reply = await caller.PatchAsync("crm/v3/objects/2-512/512", DocumentedBody);

        (reply.Status, reply.Json["id"]!.ToString(), reply.Json["createdAt"]!.ToString()).ShouldBe((200, "512", "2019-10-30T03:30:17.883Z"));
        (reply.Json["updatedAt"]!.ToString(), reply.Json["archived"]!.GetValue<bool>()).ShouldBe(("2026-03-02T10:00:00.000Z", false));
        foreach (var (name, value) in JsonNode.Parse(DocumentedBody)!["properties"]!.AsObject())
        {
            reply.Json["properties"]![name]!.ToString().ShouldBe(value!.ToString());
            vendor.Truth("2-512", "512")[name]!.ToString().ShouldBe(value.ToString());
        }
    }

    [Fact]
    public async Task An_unknown_property_gets_the_documented_error()
    {
        var (caller, vendor) = await StartAsync();
        await using var _ = caller;

        var reply = await caller.PatchAsync(Ticket, """{"properties":{"testproperty":"x","hs_ticket_priority":"HUGE","time_to_close":"1","subject":"y"}}""");
        vendor.Behavior = vendor.Behavior with { HidesErrorList = true };
        var unlisted = await caller.PatchAsync(Ticket, """{"properties":{"testproperty":"x"}}""");

        (reply.Status, reply.Json["category"]!.ToString()).ShouldBe((400, "VALIDATION_ERROR"));
        reply.Json["message"]!.ToString().ShouldStartWith("Property values were not valid: [{\"isValid\":false,");
        reply.Json["errors"]!.AsArray().Select(error => error!["code"]!.ToString()).ShouldBe(["PROPERTY_DOESNT_EXIST", "INVALID_OPTION", "READ_ONLY_VALUE"]);
        reply.Json["errors"]![0]!["message"]!.ToString().ShouldBe("Property \"testproperty\" does not exist");
        reply.Json["errors"]![0]!["context"]!["propertyName"]!.ToJsonString().ShouldBe("""["testproperty"]""");
        unlisted.Json["errors"].ShouldBeNull();
        vendor.Truth("tickets", "1")["subject"]!.ToString().ShouldBe("Ticket 1");
    }

    [Fact]
    public async Task An_unknown_property_is_dropped_with_a_200_by_switch()
    {
        var (caller, vendor) = await StartAsync();
        await using var _ = caller;
        vendor.Behavior = vendor.Behavior with { DropsUnknownProperties = true, Warning = "Some properties were ignored." };

        var reply = await caller.PatchAsync(Ticket, """{"properties":{"testproperty":"x","time_to_close":"1","subject":"y"}}""");

        (reply.Status, reply.Json["warnings"]![0]!["message"]!.ToString()).ShouldBe((200, "Some properties were ignored."));
        var truth = vendor.Truth("tickets", "1");
        (truth["subject"]!.ToString(), truth["time_to_close"]!.ToString(), truth.ContainsKey("testproperty")).ShouldBe(("y", "", false));
    }

    [Theory]
    [InlineData("hs_ticket_category", "PRODUCT_ISSUE", ";BILLING_ISSUE", "PRODUCT_ISSUE;BILLING_ISSUE")]
    [InlineData("hs_ticket_category", "PRODUCT_ISSUE", "BILLING_ISSUE", "BILLING_ISSUE")]
    [InlineData("hs_ticket_category", "PRODUCT_ISSUE", "", "")]
    [InlineData("due", "", "1572480000001", null)]
    [InlineData("due", "", "2019-10-31", "2019-10-31")]
    [InlineData("due", "", "1572480000000", "2019-10-31")]
    [InlineData("closed_date", "", "2026-03-02T10:00:00+01:00", "2026-03-02T09:00:00.000Z")]
    [InlineData("hubspot_owner_id", "", "72", "72")]
    [InlineData("hubspot_owner_id", "", "73", null)]
    [InlineData("amount", "", "much", null)]
    [InlineData("vip", "false", "True", null)]
    public async Task A_value_is_kept_in_the_propertys_form_or_refused(string property, string before, string sent, string? kept)
    {
        var (caller, vendor) = await StartAsync();
        await using var _ = caller;
        vendor.Behavior = vendor.Behavior with { KeepsDatesAsDays = true };
        vendor.SetTruth("tickets", "1", property, before);

        var reply = await caller.PatchAsync(Ticket, $$$"""{"properties":{"{{{property}}}":"{{{sent}}}"}}""");

        reply.Status.ShouldBe(kept is null ? 400 : 200);
        vendor.Truth("tickets", "1")[property]!.ToString().ShouldBe(kept ?? before);
    }

    [Fact]
    public async Task A_read_has_the_default_properties_or_those_that_are_named()
    {
        var (caller, _) = await StartAsync();
        await using var ending = caller;

        var named = await caller.GetAsync($"{Ticket}?properties=order_number,due,nothing");
        var byNumber = await caller.GetAsync("crm/v3/objects/tickets/O-7?idProperty=order_number");

        named.Json["properties"]!.AsObject().Select(property => property.Key).ShouldBe(["order_number", "due", "createdate", "hs_lastmodifieddate", "hs_object_id"]);
        named.Json["properties"]!["due"].ShouldBeNull();
        (byNumber.Json["id"]!.ToString(), byNumber.Json["properties"]!["order_number"]).ShouldBe(("7", null));
    }

    [Fact]
    public async Task Properties_owners_and_stages_are_described()
    {
        var (caller, _) = await StartAsync();
        await using var ending = caller;

        var properties = (await caller.GetAsync("crm/v3/properties/tickets")).Json["results"]!.AsArray().ToDictionary(one => one!["name"]!.ToString(), one => one!);

        properties["hs_ticket_priority"]["options"]![2]!["label"]!.ToString().ShouldBe("High");
        (properties["time_to_close"]["modificationMetadata"]!["readOnlyValue"]!.GetValue<bool>(), properties["hs_ticket_category"]["fieldType"]!.ToString()).ShouldBe((true, "checkbox"));
        (properties["hs_pipeline_stage"]["externalOptions"]!.GetValue<bool>(), properties["hs_pipeline_stage"]["options"]!.AsArray().Count).ShouldBe((true, 0));
        (await caller.GetAsync("crm/v3/pipelines/tickets")).Json["results"]![0]!["stages"]![3]!["label"]!.ToString().ShouldBe("Closed");
        (await caller.GetAsync("crm/v3/owners?email=beth@example.com")).Json["results"]!.AsArray().Single()!["id"]!.ToString().ShouldBe("72");
    }

    [Fact]
    public async Task Tokens_scopes_and_limits_refuse_with_the_vendors_words()
    {
        var (caller, vendor) = await StartAsync(new ManualTime());
        await using var _ = caller;
        vendor.Forbid("tickets", "2");
        vendor.Behavior = vendor.Behavior with { CallLimit = 3 };

        var forbidden = await caller.PatchAsync("crm/v3/objects/tickets/2", """{"properties":{"subject":"x"}}""");
        var missing = await caller.GetAsync("crm/v3/objects/tickets/999");
        vendor.Behavior = vendor.Behavior with { IsDailyLimitReached = true };
        var daily = await caller.GetAsync(Ticket);
        var secondly = await caller.GetAsync(Ticket);
        vendor.Behavior = new();
        caller.Authorization = null;

        (forbidden.Status, forbidden.Json["category"]!.ToString(), missing.Status).ShouldBe((403, "MISSING_SCOPES", 404));
        (daily.Status, daily.Json["policyName"]!.ToString(), daily.Json["message"]!.ToString()).ShouldBe((429, "DAILY", "You have reached your daily limit."));
        (secondly.Status, secondly.Json["policyName"]!.ToString(), secondly.Header("Retry-After")).ShouldBe((429, "TEN_SECONDLY_ROLLING", ""));
        (secondly.Header("X-HubSpot-RateLimit-Remaining"), secondly.Header("X-HubSpot-RateLimit-Interval-Milliseconds")).ShouldBe(("0", "10000"));
        (await caller.GetAsync(Ticket)).Status.ShouldBe(401);
    }

    private static async Task<(TableCaller Caller, HubSpotSandbox HubSpot)> StartAsync(TimeProvider? time = null)
    {
        var caller = await TableCaller.StartAsync(server => server.HubSpot.BaseUrl, time);
        caller.Authorization = new AuthenticationHeaderValue("Bearer", caller.Server.HubSpot.AccessToken);
        return (caller, caller.Server.HubSpot);
    }
}
