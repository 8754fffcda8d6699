using FunctionsConnector.Sandbox.Dataverse;

namespace FunctionsConnector.EndToEnd.Tests.Profiles;

/// <summary>The request of each built-in profile, byte for byte, beside the example of the vendor's documentation.</summary>
public class DocumentedRequestTests
{
    private const string Json = "application/json";

    /// <summary>
    /// "Table - PATCH /now/table/{tableName}/{sys_id}" on
    /// https://www.servicenow.com/docs/bundle/zurich-api-reference/page/integrate/inbound-rest/concept/c_TableAPI.html.
    /// The example also sets <c>comments</c>. That field is a journal: each repetition of an update would add an entry, so the profile keeps
    /// it read-only. The documented parameter <c>sysparm_exclude_reference_link</c> makes references plain ids in the response.
    /// </summary>
    [Fact]
    public async Task ServiceNow_gets_the_request_of_its_Table_API()
    {
        const string Incident = "ef43c6d40a0a0b5700c77f9bf387afe3";
        var call = await UpdateAsync("servicenow", "incident", Incident, ProfileSettings.AddServiceNow, sandbox => sandbox.ServiceNow,
            """{"fields":{"assigned_to":"681b365ec0a80164000fb0b05854a0cd","urgency":"1"}}""");

        call.PathAndQuery.ShouldBe($"/servicenow/api/now/table/incident/{Incident}?sysparm_exclude_reference_link=true");
        HeadersOf(call).ShouldBe([("Accept", Json), ("Content-Type", Json)]);
        call.Body.ShouldBe("""{"assigned_to":"681b365ec0a80164000fb0b05854a0cd","urgency":"1"}""");
    }

    /// <summary>
    /// "Basic update" on https://learn.microsoft.com/power-apps/developer/data-platform/webapi/update-delete-entities-using-web-api, with its
    /// space after the name. <c>Prefer</c> is that of "Update with data returned" on the same page: the response shows the row.
    /// </summary>
    [Fact]
    public async Task Dataverse_gets_the_request_of_its_basic_update()
    {
        const string Example = """{"name":"Updated Sample Account ","creditonhold":true,"address1_latitude":47.639583,"description":"This is the updated description of the sample account","revenue":6000000,"accountcategorycode":2}""";
        var call = await UpdateAsync("dataverse", "account", DataverseSandbox.Id(1), ProfileSettings.AddDataverse, sandbox => sandbox.Dataverse, $$"""{"fields":{{Example}}}""");

        call.PathAndQuery.ShouldBe("/dataverse/api/data/v9.2/accounts(00000000-0000-0000-0000-000000000001)");
        HeadersOf(call).ShouldBe(
            [("Accept", Json), ("Content-Type", Json), ("If-Match", "*"), ("OData-MaxVersion", "4.0"), ("OData-Version", "4.0"), ("Prefer", "return=representation")]);
        call.Body.ShouldBe(Example);
    }

    /// <summary>"Add a tag" on https://learn.microsoft.com/rest/api/azure/devops/wit/work-items/update, with the revision that the example tests.</summary>
    [Fact]
    public async Task Azure_DevOps_gets_the_JSON_Patch_of_its_work_items_update()
    {
        var call = await UpdateAsync("azuredevops", "Task", "101", ProfileSettings.AddAzureDevOps, sandbox =>
        {
            sandbox.AzureDevOps.SetTruth("Task", "101", "System.Rev", 6);
            return sandbox.AzureDevOps;
        }, """{"fields":{"Tags":["Tag1","Tag2"]}}""");

        call.PathAndQuery.ShouldEndWith("/_apis/wit/workitems/101?api-version=7.1");
        HeadersOf(call).ShouldBe([("Accept", Json), ("Content-Type", "application/json-patch+json")]);
        call.Body.ShouldBe("""[{"op":"test","path":"/rev","value":6},{"op":"add","path":"/fields/System.Tags","value":"Tag1; Tag2"}]""");
    }

    /// <summary>
    /// https://developers.hubspot.com/docs/api-reference/crm-objects-v3/basic/patch-crm-v3-objects-objectType-objectId. The example has the day as
    /// milliseconds, <c>1572480000000</c>. The profile sends the other form that HubSpot takes, <c>yyyy-MM-dd</c>, in which an object shows it.
    /// </summary>
    [Fact]
    public async Task HubSpot_gets_the_request_of_its_CRM_objects()
    {
        var call = await UpdateAsync("hubspot", "2-512", "512", AddCustomObject, sandbox => sandbox.HubSpot, """
            {"fields":{"property_checkbox":false,"property_date":"2019-10-31","property_dropdown":"Choice B","property_multiple_checkboxes":["chocolate","strawberry"],
             "property_number":17,"property_radio":"Option 1","property_string":"value"}}
            """);

        call.PathAndQuery.ShouldBe("/hubspot/crm/v3/objects/2-512/512");
        HeadersOf(call).ShouldBe([("Accept", Json), ("Content-Type", Json)]);
        call.Body.ShouldBe(
            """{"properties":{"property_checkbox":"false","property_date":"2019-10-31","property_dropdown":"choice_b","property_multiple_checkboxes":"chocolate;strawberry","property_number":"17","property_radio":"option_1","property_string":"value"}}""");

        // As docs/profiles/hubspot.md says for a custom object.
        static void AddCustomObject(SandboxServer sandbox, Dictionary<string, string?> settings)
        {
            const string Tickets = """{ "id": "tickets", "label": "Tickets" }""";
            ProfileSettings.AddHubSpot(sandbox, settings);
            settings.ChangeProfile("hubspot", text => text.Replace(Tickets, $$"""{{Tickets}}, { "id": "2-512", "label": "Example" }""", StringComparison.Ordinal));
        }
    }

    /// <summary>The only request that changes something.</summary>
    private static async Task<RecordedCall> UpdateAsync(
        string system, string recordType, string id, Action<SandboxServer, Dictionary<string, string?>> arrange, Func<SandboxServer, IVendorSandbox> vendorOf, string body)
    {
        await using var world = await World.StartAsync(arrange: arrange);
        var vendor = vendorOf(world.Sandbox);

        (await world.UpdateFieldsAsync(system, recordType, id, body)).Status.ShouldBe(200);

        var call = vendor.Calls.All.Single(call => call.Method is not "GET" && !call.PathAndQuery.Contains("token", StringComparison.Ordinal));
        call.Method.ShouldBe("PATCH");
        return call;
    }

    /// <summary>The headers that the vendor can act on.</summary>
    private static IEnumerable<(string Name, string Value)> HeadersOf(RecordedCall call) => call.Headers
        .Where(header => header.Key is not ("Host" or "Content-Length" or "Authorization" or "Accept-Encoding" or "User-Agent" or "traceparent"))
        .Select(header => (header.Key, header.Value))
        .OrderBy(header => header.Key, StringComparer.Ordinal);
}
