using FunctionsConnector.Core.Failures;
using FunctionsConnector.Sandbox.ServiceNow;

namespace FunctionsConnector.EndToEnd.Tests.Profiles;

/// <summary>The rows of the failure table that ServiceNow can cause, and what becomes of an update whose response is lost.</summary>
public class ServiceNowFailureTests
{
    private const string Rename = """{"fields":{"short_description":"new"}}""";

    private static readonly string Incident = ServiceNowSandbox.SysId(7);

    private static readonly Dictionary<string, (string Code, string Message, Action<ServiceNowSandbox> Arrange)> Rows = new()
    {
        ["a business rule"] = ("UpdateRejected", "Business Rule 'No changes today", vendor => vendor.AbortingRule = "No changes today"),
        ["a wrong password"] = ("CredentialsRefused", "401", vendor => vendor.Password = "another-password"),
        ["a 503"] = ("SystemUnavailable", "503", vendor => vendor.Faults.Add(Fault.Status(503).For("PATCH"))),
        ["a 200 that is not JSON"] = ("SystemUnavailable", "not the record", vendor => vendor.Faults.Add(Fault.Garbage().For("PATCH"))),
        ["a 200 without a body"] = ("SystemUnavailable", "not the record", vendor => vendor.Faults.Add(Fault.EmptyBody().For("PATCH"))),
        ["a page of a gateway"] = ("SystemUnavailable", "403", vendor => vendor.Faults.Add(Fault.Status(403, "<html><title>Blocked</title></html>", "text/html").For("PATCH"))),
        ["a response for another record"] = ("OutcomeUnknown", "not known", vendor => vendor.Faults.Add(
            Fault.Status(200, $$$"""{"result":{"sys_id":"{{{ServiceNowSandbox.SysId(8)}}}","short_description":"new"}}""").For("PATCH"))),
        ["metadata that the account may not read"] = ("CredentialsRefused", "list of fields", vendor => vendor.Behavior = vendor.Behavior with { HidesMetadata = true }),
    };

    public static TheoryData<string> Names => [.. Rows.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_failure_has_its_code_and_the_vendors_words_and_the_record_stays_as_it_was(string name)
    {
        var (expected, message, arrange) = Rows[name];
        await using var world = await World.StartAsync(arrange: ProfileSettings.AddServiceNow);
        arrange(world.Sandbox.ServiceNow);
        var before = world.Sandbox.ServiceNow.Truth("incident", Incident).ToJsonString();

        var reply = await world.UpdateFieldsAsync("servicenow", "incident", Incident, Rename);

        var code = FailureCode.All[expected];
        reply.ShouldFail(code.Status, code.Name);
        reply.Message.ShouldContain(message);
        world.Sandbox.ServiceNow.Truth("incident", Incident).ToJsonString().ShouldBe(before);
    }

    [Fact]
    public async Task An_unknown_record_and_a_wrong_form_of_its_id_are_not_found()
    {
        await using var world = await World.StartAsync(arrange: ProfileSettings.AddServiceNow);

        (await world.UpdateFieldsAsync("servicenow", "incident", new string('f', 32), Rename)).ShouldFail(404, "RecordNotFound");
        (await world.UpdateFieldsAsync("servicenow", "incident", "1234", Rename)).ShouldFail(404, "RecordNotFound");
        (await world.UpdateFieldsAsync("servicenow", "nothing", Incident, Rename)).ShouldFail(404, "RecordTypeNotFound");
    }

    [Fact]
    public async Task A_refusal_after_the_write_is_no_rejection()
    {
        await using var world = await World.StartAsync(arrange: ProfileSettings.AddServiceNow);
        world.Sandbox.ServiceNow.Faults.Add(Fault.StatusAfterWrite(403, """{"error":{"message":"Operation Failed"},"status":"failure"}""").For("PATCH"));

        (await world.UpdateFieldsAsync("servicenow", "incident", Incident, Rename)).ShouldSay("applied");
    }

    [Fact]
    public async Task A_short_wait_that_the_vendor_asks_for_is_kept_and_the_update_made()
    {
        await using var world = await World.StartAsync(arrange: ProfileSettings.AddServiceNow);
        world.Sandbox.ServiceNow.Faults.Add(Fault.Status(429, headers: new Dictionary<string, string> { ["Retry-After"] = "1" }).For("PATCH"));

        (await world.UpdateFieldsAsync("servicenow", "incident", Incident, Rename)).ShouldSay("applied");
    }

    [Fact]
    public async Task A_refused_password_is_sent_twice_and_then_not_for_a_minute()
    {
        await using var world = await World.StartAsync(arrange: ProfileSettings.AddServiceNow);
        world.Sandbox.ServiceNow.Password = "another-password";

        for (var update = 0; update < 5; update++)
        {
            (await world.UpdateFieldsAsync("servicenow", "incident", Incident, Rename)).ShouldFail(424, "CredentialsRefused");
        }

        // Four metadata calls were on their way at the same time, and one call checks whether the password or a permission is refused.
        world.Sandbox.ServiceNow.Calls.All.Count.ShouldBeLessThanOrEqualTo(9);
    }
}
