using FunctionsConnector.Sandbox.Dataverse;
using static FunctionsConnector.Actions.Tests.Sandbox.Dataverse.DataverseCaller;

namespace FunctionsConnector.Actions.Tests.Sandbox.Dataverse;

public class DataverseUpdateTests
{
    /// <summary>The body of the example of "Update and delete table rows".</summary>
    private const string DocumentedBody =
        """
        {
            "name": "Updated Sample Account ",
            "creditonhold": true,
            "address1_latitude": 47.639583,
            "description": "This is the updated description of the sample account",
            "revenue": 6000000,
            "accountcategorycode": 2
        }
        """;

    private static readonly (string, string) Any = ("If-Match", "*");

    [Fact]
    public async Task The_documented_update_gets_a_204_and_numbers_at_the_columns_precision()
    {
        var (caller, vendor) = await StartAsync(new ManualTime());
        await using var _ = caller;

        var reply = await caller.PatchAsync(Account, DocumentedBody, Any, ("OData-Version", "4.0"), ("OData-MaxVersion", "4.0"));

        (reply.Status, reply.Body, reply.Header("OData-Version")).ShouldBe((204, "", "4.0"));
        var truth = vendor.Truth("account", DataverseSandbox.Id(1));
        truth["name"]!.ToString().ShouldBe("Updated Sample Account ");
        (truth["creditonhold"]!.GetValue<bool>(), truth["accountcategorycode"]!.GetValue<int>()).ShouldBe((true, 2));
        (truth["address1_latitude"]!.ToString(), truth["revenue"]!.GetValue<decimal>()).ShouldBe(("47.63958", 6_000_000m));
        (truth["versionnumber"]!.GetValue<long>(), truth["modifiedon"]!.ToString()).ShouldBe((470_867L, "2026-03-02T10:00:00Z"));
    }

    [Fact]
    public async Task The_row_is_returned_where_it_is_preferred()
    {
        var (caller, _) = await StartAsync();
        await using var ending = caller;

        var reply = await caller.PatchAsync($"{Account}?$select=name", """{"name":"Updated Sample Account"}""", Any, ("Prefer", "return=representation"));

        (reply.Status, reply.Header("Preference-Applied"), reply.Header("ETag")).ShouldBe((200, "return=representation", "W/\"470867\""));
        reply.Json["name"]!.ToString().ShouldBe("Updated Sample Account");
        reply.Json.AsObject().Select(property => property.Key).ShouldBe(["@odata.etag", "accountid", "name"]);
    }

    [Fact]
    public async Task A_missing_row_is_created_unless_a_match_is_asked_for()
    {
        const string Missing = "api/data/v9.2/accounts(00000000-0000-0000-0000-0000000000ff)";
        var (caller, vendor) = await StartAsync();
        await using var _ = caller;

        var guarded = await caller.PatchAsync(Missing, """{"name":"x"}""", Any);
        (await caller.PatchAsync(Missing, """{"nothing":"x"}""")).Status.ShouldBe(400);
        Should.Throw<KeyNotFoundException>(() => vendor.Truth("account", DataverseSandbox.Id(255)));
        (await caller.PatchAsync(Missing, """{"name":"x"}""")).Status.ShouldBe(204);

        (guarded.Status, guarded.Json["error"]!["message"]!.ToString()).ShouldBe((404, "account With Id = 00000000-0000-0000-0000-0000000000ff Does Not Exist"));
        vendor.Truth("account", DataverseSandbox.Id(255))["name"]!.ToString().ShouldBe("x");
    }

    [Fact]
    public async Task Of_two_writers_with_the_same_version_one_gets_a_412()
    {
        var (caller, vendor) = await StartAsync();
        await using var _ = caller;
        var tag = (await caller.GetAsync(Account)).Json["@odata.etag"]!.ToString();

        var replies = await Task.WhenAll(
            caller.PatchAsync(Account, """{"name":"One"}""", ("If-Match", tag)), caller.PatchAsync(Account, """{"name":"Two"}""", ("If-Match", tag)));

        replies.Select(reply => reply.Status).Order().ShouldBe([204, 412]);
        replies.Single(reply => reply.Status == 412).Body.ShouldBe(
            """{"error":{"code":"","message":"The version of the existing record doesn\u0027t match the RowVersion property provided."}}""");
        vendor.Truth("account", DataverseSandbox.Id(1))["name"]!.ToString().ShouldBe(replies[0].Status == 204 ? "One" : "Two");
    }

    [Fact]
    public async Task A_412_is_also_a_duplicate()
    {
        var (caller, vendor) = await StartAsync();
        await using var _ = caller;
        vendor.Behavior = vendor.Behavior with { DetectsDuplicates = true };

        var reply = await caller.PatchAsync(Account, """{"name":"Sample Account 2"}""", Any);

        (reply.Status, reply.Json["error"]!["code"]!.ToString()).ShouldBe((412, "0x80040333"));
    }

    [Theory]
    [InlineData("""{"primarycontactid@odata.bind":"contacts(00000000-0000-0000-0000-000000000002)"}""", 204, "00000000-0000-0000-0000-000000000002")]
    [InlineData("""{"primarycontactid@odata.bind":null}""", 204, null)]
    [InlineData("""{"primarycontactid@odata.bind":"/contacts(00000000-0000-0000-0000-0000000000ff)"}""", 404, "00000000-0000-0000-0000-000000000001")]
    [InlineData("""{"PrimaryContactId@odata.bind":null}""", 400, "00000000-0000-0000-0000-000000000001")]
    [InlineData("""{"primarycontactid":"00000000-0000-0000-0000-000000000002"}""", 400, "00000000-0000-0000-0000-000000000001")]
    public async Task A_lookup_is_set_by_its_navigation_property_only(string body, int status, string? contact)
    {
        var (caller, vendor) = await StartAsync();
        await using var _ = caller;

        (await caller.PatchAsync(Account, body, Any)).Status.ShouldBe(status);

        vendor.Truth("account", DataverseSandbox.Id(1))["primarycontactid"]?.ToString().ShouldBe(contact);
        (vendor.Truth("account", DataverseSandbox.Id(1))["primarycontactid"] is null).ShouldBe(contact is null);
    }

    [Theory]
    [InlineData("""{"accountcategorycode":5}""", "The value 5 of 'accountcategorycode' on record of type 'account' is outside the valid range. Accepted Values: 1,2")]
    [InlineData("""{"accountcategorycode":"2"}""", "Cannot convert the literal '2' to the expected type 'Edm.Int32'.")]
    [InlineData("""{"new_renewal":"2026-03-02T10:00:00Z"}""", "Cannot convert the literal '2026-03-02T10:00:00Z' to the expected type 'Edm.Date'.")]
    [InlineData("""{"nothing":1}""", "Invalid property 'nothing' was found in entity 'Microsoft.Dynamics.CRM.account'.")]
    [InlineData("""{"accountnumber":"123456789012345678901"}""", "exceeded the maximum allowed length of '20'.")]
    [InlineData("""{"new_colors":"1,4"}""", "The value 4 of 'new_colors'")]
    [InlineData("""{"statecode":1,"statuscode":1}""", "1 is not a valid status code for state code 1 on account")]
    [InlineData("""{"statecode":null}""", "SystemRequired")]
    public async Task An_invalid_property_refuses_the_whole_update(string body, string message)
    {
        var (caller, vendor) = await StartAsync();
        await using var _ = caller;
        var before = vendor.Truth("account", DataverseSandbox.Id(1)).ToJsonString();

        var reply = await caller.PatchAsync(Account, $$"""{"name":"x",{{body[1..]}}""", Any);

        reply.Status.ShouldBe(400);
        reply.Json["error"]!["message"]!.ToString().ShouldContain(message);
        vendor.Truth("account", DataverseSandbox.Id(1)).ToJsonString().ShouldBe(before);
    }

    [Fact]
    public async Task Plug_ins_rights_and_column_security_refuse()
    {
        var (caller, vendor) = await StartAsync();
        await using var _ = caller;

        var secured = await caller.PatchAsync(Account, """{"new_secret":"x"}""", Any);
        vendor.RefusingPlugin = "Example Error Message.";
        var plain = await caller.PatchAsync(Account, """{"name":"x"}""", Any);
        var annotated = await caller.PatchAsync(Account, """{"name":"x"}""", Any, ("Prefer", "odata.include-annotations=\"*\""));
        vendor.Forbid("account", DataverseSandbox.Id(1));

        (secured.Status, plain.Status).ShouldBe((403, 400));
        plain.Body.ShouldBe("""{"error":{"code":"0x80040265","message":"Example Error Message."}}""");
        annotated.Json["error"]!["@Microsoft.PowerApps.CDS.TraceText"]!.ToString().ShouldContain("StackTrace");
        (await caller.PatchAsync(Account, """{"name":"x"}""", Any)).Status.ShouldBe(403);
    }
}
