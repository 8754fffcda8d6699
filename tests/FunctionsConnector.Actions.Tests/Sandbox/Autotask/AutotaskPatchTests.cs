using FunctionsConnector.Sandbox.Autotask;

namespace FunctionsConnector.Actions.Tests.Sandbox.Autotask;

public class AutotaskPatchTests
{
    private const string RecordNumber = "Error updating entity for record number [1].";

    [Fact]
    public async Task Only_sent_fields_change_and_null_clears()
    {
        await using var sandbox = await SandboxCaller.StartAsync();

        var response = await sandbox.PatchAsync("Tickets", """
            {"id":"1","STATUS":"5","dueDateTime":null,"workType":"x","ticketNumber":"y",
             "userDefinedFields":[{"name":"CustomerRanking","value":"Golden"}]}
            """);

        response.Body.ShouldBe("""{"itemId":1}""");
        var truth = sandbox.Autotask.Truth("Tickets", 1);
        truth["status"]!.GetValue<int>().ShouldBe(5);
        truth["dueDateTime"].ShouldBeNull();
        truth["title"]!.GetValue<string>().ShouldBe("Sandbox ticket 1");
        truth["ticketNumber"]!.GetValue<string>().ShouldBe("T20260105.0001");
        UserDefined(truth, "CustomerRanking").ShouldBe("Golden");
        UserDefined(truth, "Contact overview").ShouldBe("Called 1 times.");
    }

    [Theory]
    [InlineData("""{"priority":3}""", "Picklist value [3] does not exist for priority")]
    [InlineData("""{"status":12}""", "Picklist value [12] does not exist for status")]
    [InlineData("""{"subIssueType":51}""", "Value does not exist for child picklist: subIssueType")]
    [InlineData("""{"issueType":5}""", "Value does not exist for child picklist: subIssueType")]
    [InlineData("""{"contactID":12345}""", "Value does not reference an existing entity for contactID.")]
    [InlineData("""{"companyID":5}""", "Value does not reference an existing entity for contactID.")]
    [InlineData("""{"contactID":5}""", "contactID is not associated to the companyID or its Parent Company")]
    [InlineData("""{"configurationItemID":7}""", "The configurationItemID [7] is not associated with Company [1]")]
    [InlineData("""{"status":"material"}""", "Conversion failed when converting varchar 'material' to data type int")]
    [InlineData("""{"title":null}""", "Missing Required Field: title")]
    [InlineData("""{"ticketCategory":4,"queueID":null}""", "queueID is required")]
    [InlineData("""{"assignedResourceID":2}""",
        "Data violation: When assigning a Resource, you must assign both a assignedResourceID and assignedResourceRoleID.")]
    [InlineData("""{"assignedResourceID":2,"assignedResourceRoleID":4}""",
        "The specified AssignedResourceID and AssignedRoleID combination is not currently defined")]
    [InlineData("""{"assignedResourceID":10,"assignedResourceRoleID":1}""", "assignedResourceID: Value 10 does not exist or is invalid")]
    [InlineData("""{"userDefinedFields":[{"name":"CustomerRanking","value":"1-Quote Needed"}]}""",
        "Picklist value [1-Quote Needed] does not exist for CustomerRanking")]
    public async Task A_refused_ticket_patch_is_a_500_with_the_reason_first_and_changes_nothing(string changes, string message)
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        var before = sandbox.Autotask.Truth("Tickets", 1).ToJsonString();

        var response = await sandbox.PatchAsync("Tickets", """{"id":1,"description":"changed",""" + changes[1..]);

        response.Status.ShouldBe(500);
        response.Errors.ShouldBe([message, RecordNumber]);
        sandbox.Autotask.Truth("Tickets", 1).ToJsonString().ShouldBe(before);
    }

    [Fact]
    public async Task User_defined_fields_sent_as_an_object_are_an_unexpected_error()
    {
        await using var sandbox = await SandboxCaller.StartAsync();

        var response = await sandbox.PatchAsync("Tickets", """{"id":1,"userDefinedFields":{"CustomerRanking":"Golden"}}""");

        response.Status.ShouldBe(500);
        response.Json["errorId"]!.GetValue<int>().ShouldBe(54634);
    }

    [Fact]
    public async Task An_invalid_stored_field_fails_a_patch_of_another_field()
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        sandbox.Autotask.SetTruth("Tickets", 1, "description", new string('x', 8001));

        var response = await sandbox.PatchAsync("Tickets", """{"id":1,"status":5}""");

        response.Errors[0].ShouldBe("String value exceeds maximum length (field:description).");
    }

    [Fact]
    public async Task A_boolean_for_a_contacts_numeric_isActive_is_refused()
    {
        await using var sandbox = await SandboxCaller.StartAsync();

        var response = await sandbox.PatchAsync("Companies/1/Contacts", """{"id":1,"isActive":true}""");

        response.Errors[0].ShouldBe("Unexpected character encountered while parsing value: t");
    }

    [Theory]
    [InlineData("Projects", "Projects", "status", "2")]
    [InlineData("Projects", "Projects", "completedPercentage", "55")]
    [InlineData("TimeEntries", "TimeEntries", "ticketID", "9")]
    [InlineData("TimeEntries", "TimeEntries", "hoursWorked", "7.5")]
    [InlineData("TicketNotes", "Tickets/1/Notes", "createdByContactID", "1")]
    public async Task Some_fields_are_accepted_and_ignored(string entity, string path, string field, string value)
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        var before = sandbox.Autotask.Truth(entity, 1).ToJsonString();

        var response = await sandbox.PatchAsync(path, $$"""{"id":1,"{{field}}":{{value}}}""");

        response.Body.ShouldBe("""{"itemId":1}""");
        sandbox.Autotask.Truth(entity, 1).ToJsonString().ShouldBe(before);
    }

    [Fact]
    public async Task Hours_are_accepted_with_start_and_end()
    {
        await using var sandbox = await SandboxCaller.StartAsync();

        await sandbox.PatchAsync("TimeEntries", """
            {"id":1,"hoursWorked":"3.5","startDateTime":"2026-03-01T10:00:00+02:00","endDateTime":"2026-03-01T11:30:00Z"}
            """);

        var truth = sandbox.Autotask.Truth("TimeEntries", 1);
        truth["hoursWorked"]!.GetValue<decimal>().ShouldBe(3.5m);
        truth["startDateTime"]!.GetValue<string>().ShouldBe("2026-03-01T08:00:00Z");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task A_workflow_rule_restores_the_old_status_after_its_number_of_reads(int reads)
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        sandbox.Autotask.RevertStatus(1, reads);

        (await sandbox.PatchAsync("Tickets", """{"id":1,"status":5}""")).Status.ShouldBe(200);

        for (var read = 0; read < reads; read++)
        {
            (await StatusAsync(sandbox)).ShouldBe(5);
        }

        (await StatusAsync(sandbox)).ShouldBe(1);
        await sandbox.PatchAsync("Tickets", """{"id":1,"status":5}""");
        (await StatusAsync(sandbox)).ShouldBe(5);
    }

    [Fact]
    public async Task A_patch_of_a_missing_record_finds_no_match()
    {
        await using var sandbox = await SandboxCaller.StartAsync();

        var response = await sandbox.PatchAsync("Tickets", """{"id":999,"status":5}""");

        response.Status.ShouldBe(AutotaskMessages.UsualStatus);
        response.Errors.Single().ShouldStartWith("No message. No matching records found.");
    }

    private static async Task<int> StatusAsync(SandboxCaller sandbox) =>
        (await sandbox.GetAsync("Tickets/1")).Json["item"]!["status"]!.GetValue<int>();

    private static string? UserDefined(JsonObject truth, string name) =>
        truth["userDefinedFields"]!.AsArray().Single(field => field!["name"]!.GetValue<string>() == name)!["value"]?.GetValue<string>();
}
