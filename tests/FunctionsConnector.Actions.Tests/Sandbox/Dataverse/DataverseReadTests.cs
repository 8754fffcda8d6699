using static FunctionsConnector.Actions.Tests.Sandbox.Dataverse.DataverseCaller;

namespace FunctionsConnector.Actions.Tests.Sandbox.Dataverse;

public class DataverseReadTests
{
    [Fact]
    public async Task Annotations_and_versions_come_as_asked_for()
    {
        const string Formatted = "OData.Community.Display.V1.FormattedValue";
        var (caller, _) = await StartAsync();
        await using var ending = caller;

        var plain = await caller.GetAsync($"{Account}?$select=accountcategorycode,_primarycontactid_value");
        var labels = await caller.SendAsync(
            "GET", $"{Account}?$select=accountcategorycode,_primarycontactid_value", headers: ("Prefer", $"odata.include-annotations=\"{Formatted}\""));
        var unchanged = await caller.SendAsync("GET", Account, headers: ("If-None-Match", "W/\"470866\""));

        plain.Body.ShouldBe(
            """{"@odata.etag":"W/\u0022470866\u0022","accountid":"00000000-0000-0000-0000-000000000001","accountcategorycode":1,"_primarycontactid_value":"00000000-0000-0000-0000-000000000001"}""");
        labels.Json[$"accountcategorycode@{Formatted}"]!.ToString().ShouldBe("Preferred Customer");
        labels.Json[$"_primarycontactid_value@{Formatted}"]!.ToString().ShouldBe("Ann Example 1");
        (unchanged.Status, (await caller.GetAsync($"{Account}?$select=nothing")).Status).ShouldBe((304, 400));
    }

    [Theory]
    [InlineData("ticketnumber eq 'CAS-00003-K8L2P1'", 200, 1)]
    [InlineData("ticketnumber eq 'it''s'", 200, 0)]
    [InlineData("contains(title,'case 1') or title eq 'Case 2'", 200, 2)]
    [InlineData("prioritycode eq 2 and _customerid_value eq 00000000-0000-0000-0000-000000000001", 200, 2)]
    [InlineData("nummer eq '1'", 400, 0)]
    [InlineData("title eq 'a' drop 'b'", 400, 0)]
    public async Task Rows_are_found_by_a_filter(string filter, int status, int rows)
    {
        var (caller, _) = await StartAsync();
        await using var ending = caller;

        var reply = await caller.GetAsync($"api/data/v9.2/incidents?$top=2&$filter={Uri.EscapeDataString(filter)}");

        (reply.Status, status == 200 ? reply.Json["value"]!.AsArray().Count : 0).ShouldBe((status, rows));
    }

    [Fact]
    public async Task Options_lengths_and_targets_need_a_cast()
    {
        const string Attributes = "api/data/v9.2/EntityDefinitions(LogicalName='account')/Attributes";
        var (caller, _) = await StartAsync();
        await using var ending = caller;

        var all = (await caller.GetAsync($"{Attributes}?$select=LogicalName,DisplayName,AttributeOf")).Json["value"]!.AsArray();
        var picklists = await caller.GetAsync($"{Attributes}/Microsoft.Dynamics.CRM.PicklistAttributeMetadata?$select=LogicalName&$expand=OptionSet,GlobalOptionSet");
        var status = await caller.GetAsync($"{Attributes}/Microsoft.Dynamics.CRM.StatusAttributeMetadata?$select=LogicalName&$expand=OptionSet");
        var lookups = await caller.GetAsync($"{Attributes}/Microsoft.Dynamics.CRM.LookupAttributeMetadata?$select=LogicalName,Targets");
        var names = await caller.GetAsync("api/data/v9.2/EntityDefinitions(LogicalName='account')/ManyToOneRelationships?$select=ReferencingEntityNavigationPropertyName");
        var unexpanded = await caller.GetAsync($"{Attributes}/Microsoft.Dynamics.CRM.PicklistAttributeMetadata?$select=LogicalName");

        all.ShouldContain(column => column!["LogicalName"]!.ToString() == "primarycontactidname" && column["AttributeOf"]!.ToString() == "primarycontactid");
        all.ShouldContain(column => column!["DisplayName"]!["UserLocalizedLabel"] == null);
        picklists.Json["value"]![0]!["OptionSet"]!["Options"]![1]!["Label"]!["UserLocalizedLabel"]!["Label"]!.ToString().ShouldBe("Standard");
        status.Json["value"]![0]!["OptionSet"]!["Options"]![2]!["State"]!.GetValue<int>().ShouldBe(1);
        lookups.Json["value"]![0]!["Targets"]!.ToJsonString().ShouldBe("""["contact"]""");
        names.Json["value"]!.AsArray().Select(one => one!["ReferencingEntityNavigationPropertyName"]!.ToString()).ShouldBe(["primarycontactid", "new_ProjectLead"]);
        unexpanded.Json["value"]![0]!["OptionSet"].ShouldBeNull();
        (await caller.GetAsync($"{Attributes}/Microsoft.Dynamics.CRM.EnumAttributeMetadata")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_call_needs_a_token_that_has_not_expired()
    {
        var time = new ManualTime();
        var (caller, vendor) = await StartAsync(time);
        await using var _ = caller;

        (await caller.GetAsync(Account)).Status.ShouldBe(200);
        time.Advance(vendor.Behavior.TokenLifetime);

        (await caller.GetAsync(Account)).Status.ShouldBe(401);
        var refused = await TokenAsync(caller, "wrong");
        (refused.Status, refused.Json["error"]!.ToString()).ShouldBe((401, "invalid_client"));
    }

    [Fact]
    public async Task The_service_protection_limit_refuses_with_the_documented_words()
    {
        var (caller, vendor) = await StartAsync(new ManualTime());
        await using var _ = caller;
        vendor.Behavior = vendor.Behavior with { CallLimit = 1 };

        var first = await caller.GetAsync(Account);
        var second = await caller.GetAsync(Account);

        (first.Status, first.Header("x-ms-ratelimit-burst-remaining-xrm-requests")).ShouldBe((200, "0"));
        (second.Status, second.Header("Retry-After"), second.Json["error"]!["code"]!.ToString()).ShouldBe((429, "300", "0x80072322"));
        second.Json["error"]!["message"]!.ToString().ShouldBe("Number of requests exceeded the limit of 1 over time window of 300 seconds.");
    }
}
