using FunctionsConnector.Sandbox.Faults;
using FunctionsConnector.Sandbox.ServiceNow;
using FunctionsConnector.Sandbox.Values;
using static FunctionsConnector.Actions.Tests.Sandbox.ServiceNow.ServiceNowCaller;

namespace FunctionsConnector.Actions.Tests.Sandbox.ServiceNow;

public class ServiceNowUpdateTests
{
    /// <summary>The bytes of the example of "Table - PATCH", single quotes included.</summary>
    private const string DocumentedBody =
        "{'assigned_to':'681b365ec0a80164000fb0b05854a0cd','urgency':'1','comments':'Elevating urgency, this is a blocking issue'}";

    private static readonly string Incident = ServiceNowSandbox.SysId(1);

    [Fact]
    public async Task The_documented_update_gets_the_documented_reply()
    {
        var (caller, vendor) = await StartAsync(new ManualTime());
        await using var _ = caller;
        vendor.KeepHistory("incident", ServiceNowSandbox.SysId(50));

        var reply = await caller.PatchAsync(Documented, DocumentedBody);

        var result = reply.Json["result"]!;
        reply.Status.ShouldBe(200);
        (result["number"]!.ToString(), result["urgency"]!.ToString(), result["priority"]!.ToString()).ShouldBe(("INC0000050", "1", "1"));
        result["assigned_to"]!["value"]!.ToString().ShouldBe("681b365ec0a80164000fb0b05854a0cd");
        result["assigned_to"]!["link"]!.ToString().ShouldEndWith("/api/now/table/sys_user/681b365ec0a80164000fb0b05854a0cd");
        (result["sys_mod_count"]!.ToString(), result["sys_updated_on"]!.ToString(), result["comments"]!.ToString()).ShouldBe(("7", "2026-03-02 10:00:00", ""));
        vendor.History("incident", ServiceNowSandbox.SysId(50)).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("""{"sys_id":"0","sys_mod_count":"99"}""")]
    [InlineData("""{"number":"INC9"}""")]
    [InlineData("""{"no_such_field":"x"}""")]
    [InlineData("""{"u_secret":"x"}""")]
    [InlineData("""{"priority":"5"}""")]
    [InlineData("""{"due_date":"2026-03-02T10:00:00Z"}""")]
    [InlineData("""{"u_in_contract":"yes"}""")]
    public async Task A_value_that_the_instance_drops_gets_a_200(string body)
    {
        var (caller, vendor) = await StartAsync();
        await using var _ = caller;
        var before = vendor.Truth("incident", Incident).ToJsonString();

        (await caller.PatchAsync($"api/now/table/incident/{Incident}", body)).Status.ShouldBe(200);

        vendor.Truth("incident", Incident).ToJsonString().ShouldBe(before);
    }

    [Fact]
    public async Task A_journal_field_appends_and_has_no_value_of_its_own()
    {
        var (caller, vendor) = await StartAsync();
        await using var _ = caller;

        await caller.PatchAsync($"api/now/table/incident/{Incident}", """{"work_notes":"One"}""");
        await caller.PatchAsync($"api/now/table/incident/{Incident}", """{"work_notes":"Two"}""");

        var notes = vendor.Truth("incident", Incident)["work_notes"]!.ToString();
        (notes.Contains("\nOne\n", StringComparison.Ordinal), notes.Contains("\nTwo\n", StringComparison.Ordinal)).ShouldBe((true, true));
        (await caller.GetAsync($"api/now/table/incident/{Incident}")).Json["result"]!["work_notes"]!.ToString().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"state":"6"}""", "Data Policy Exception: The following fields are mandatory: Resolution notes, Resolution code")]
    [InlineData("""{"short_description":""}""", "Data Policy Exception: Short description is mandatory")]
    public async Task A_data_policy_refuses_with_a_403(string body, string detail)
    {
        var (caller, vendor) = await StartAsync();
        await using var _ = caller;
        var before = vendor.Truth("incident", Incident).ToJsonString();

        var reply = await caller.PatchAsync($"api/now/table/incident/{Incident}", body);

        (reply.Status, reply.Json["status"]!.ToString(), reply.Json["error"]!["detail"]!.ToString()).ShouldBe((403, "failure", detail));
        vendor.Truth("incident", Incident).ToJsonString().ShouldBe(before);
    }

    [Fact]
    public async Task Rules_and_rights_refuse_with_a_403_too()
    {
        var (caller, vendor) = await StartAsync();
        await using var _ = caller;
        vendor.Forbid("incident", ServiceNowSandbox.SysId(2));
        vendor.AbortingRule = "Abort changes on group";

        var rule = await caller.PatchAsync($"api/now/table/incident/{Incident}", """{"category":"software"}""");
        var rights = await caller.PatchAsync($"api/now/table/incident/{ServiceNowSandbox.SysId(2)}", """{"category":"software"}""");

        (rule.Status, rights.Status).ShouldBe((403, 403));
        rule.Json["error"]!["detail"]!.ToString().ShouldStartWith("Operation against file 'incident' was aborted by Business Rule 'Abort changes on group^");
        rights.Json["error"]!["detail"]!.ToString().ShouldBe("ACL Exception Update Failed due to security constraints");
    }

    [Fact]
    public async Task Display_values_are_taken_where_they_are_asked_for()
    {
        var (caller, vendor) = await StartAsync();
        await using var _ = caller;
        vendor.Behavior = vendor.Behavior with { UserTimeZone = "America/New_York" };

        await caller.PatchAsync(
            $"api/now/table/incident/{Incident}?sysparm_input_display_value=true",
            """{"state":"On Hold","assigned_to":"Beth Anglin","due_date":"2026-01-02 03:04:05","u_secret":"x"}""");
        await caller.PatchAsync($"api/now/table/incident/{ServiceNowSandbox.SysId(2)}", """{"state":"On Hold"}""");

        var truth = vendor.Truth("incident", Incident);
        (truth["state"]!.ToString(), truth["assigned_to"]!.ToString()).ShouldBe(("3", "681b365ec0a80164000fb0b05854a0cd"));
        (truth["due_date"]!.ToString(), truth["u_secret"]!.ToString()).ShouldBe(("2026-01-02 08:04:05", "x"));
        vendor.Truth("incident", ServiceNowSandbox.SysId(2))["state"]!.ToString().ShouldBe("On Hold", customMessage: "stored although it is no choice");
    }

    [Fact]
    public async Task Values_change_or_vanish_or_show_late_as_told()
    {
        var time = new ManualTime();
        var (caller, vendor) = await StartAsync(time);
        await using var _ = caller;
        vendor.Store("incident", "description", StoredForm.Trimmed);
        vendor.IgnoreSilently("incident", "category");
        vendor.Behavior = vendor.Behavior with { ChangesShowAfter = TimeSpan.FromSeconds(2) };
        vendor.Faults.Add(Fault.StatusAfterWrite(500).For("PATCH"));

        (await caller.PatchAsync($"api/now/table/incident/{Incident}", """{"description":" a ","category":"software"}""")).Status.ShouldBe(500);

        (await DescriptionAsync()).ShouldBeEmpty();
        time.Advance(TimeSpan.FromSeconds(2));
        (await DescriptionAsync()).ShouldBe("a");
        vendor.Truth("incident", Incident)["category"]!.ToString().ShouldBe("hardware");

        async Task<string> DescriptionAsync() => (await caller.GetAsync($"api/now/table/incident/{Incident}")).Json["result"]!["description"]!.ToString();
    }
}
