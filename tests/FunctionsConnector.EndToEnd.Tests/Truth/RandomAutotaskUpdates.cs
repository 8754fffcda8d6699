using FsCheck;
using FsCheck.Fluent;
using FunctionsConnector.EndToEnd.Tests.Autotask;
using FunctionsConnector.Sandbox.Autotask.Metadata;
using FunctionsConnector.Sandbox.Values;

namespace FunctionsConnector.EndToEnd.Tests.Truth;

/// <summary>Random updates of the simulated Autotask, with days and with fields that it normalises.</summary>
internal sealed class RandomAutotaskUpdates(RandomZones zones) : IRandomUpdates
{
    private const string NearMidnight = "2026-12-31T23:30:00Z";

    private static readonly (string Named, JsonNode? Value, string Field, string Expected)[] Tickets =
    [
        ("status", "Complete", "status", "5"), ("status", "New", "status", "1"), ("Status", 8, "status", "8"), ("priority", "Critical", "priority", "4"),
        ("title", "One", "title", "One"), ("title", "Twö \"2\"", "title", "Twö \"2\""), ("Customer ranking", "Golden", "CustomerRanking", "Golden"),
        ("CustomerRanking", "1-Quote Needed", "CustomerRanking", "Quote Needed"), ("CustomerRanking", null, "CustomerRanking", ""),
        ("estimatedHours", "3.5", "estimatedHours", "3.5"), ("dueDateTime", null, "dueDateTime", ""), ("purchaseOrderNumber", "PO-7", "purchaseOrderNumber", "PO-7"),
        ("contactID", 999_999, "contactID", "999999"), ("subIssueType", "Software", "subIssueType", "42"), ("isVisibleToComanaged", "false", "isVisibleToComanaged", "false"),
    ];

    private static readonly (string Named, JsonNode? Value, string Field, string Expected)[] Contacts =
    [
        ("phone", "555-1", "phone", "555-1"), ("phone", null, "phone", ""), ("isActive", true, "isActive", "1"),
        ("Newsletter", "Ja", "Newsletter", "Ja"), ("lastName", "Ng", "lastName", "Ng"),
        ("emailAddress", "Ann@Example.com", "emailAddress", "ann@example.com"), ("emailAddress", "ann@example.com", "emailAddress", "ann@example.com"),
        ("emailAddress", "bob@example.com", "emailAddress", "bob@example.com"),
    ];

    private static readonly (string Named, JsonNode? Value, string Field, string Expected)[] Projects =
        [("status", "Complete", "status", "5"), ("projectName", "Renamed", "projectName", "Renamed"), ("description", "Text", "description", "Text")];

    private static readonly Fault[] Common =
    [
        Fault.Status(401), Fault.StatusAfterWrite(401),
        Fault.DropBeforeWrite(), Fault.DropAfterWrite(), Fault.Status(500), Fault.Status(503, "<html>", "text/html"), Fault.StatusAfterWrite(502, "<html>", "text/html"),
        Fault.StatusAfterWrite(500, "oops", "text/plain"), Fault.Garbage(), Fault.EmptyBody(), Fault.StatusAfterWrite(200, "{}"), Fault.Status(429), Fault.Status(429).Repeated(9),
        Fault.Status(200, """{"errors":["No."]}"""), Fault.StatusAfterWrite(200, """{"errors":["No, but done."]}"""), Fault.Status(200, """{"itemId":999}"""),
        Fault.Status(500, """{"errors":["queueID is required","Error updating entity for record number [1]."]}"""), Fault.Status(404, "<html>", "text/html"),
        Fault.StatusAfterWrite(504, """{"message":"Endpoint request timed out"}"""), Fault.StatusAfterWrite(500, """{"Message":"An error has occurred."}"""),
        Fault.StatusAfterWrite(503, """{"errors":["The service is unavailable."]}"""), Fault.StatusAfterWrite(408),
        Fault.StatusAfterWrite(500, """{"errors":["An unexpected error has occurred.  If the problem persists, please contact Autotask Support and reference Error ID: 54634."]}"""),
        Fault.StatusAfterWrite(500, """{"errors":["queueID is required","Error updating entity for record number [1]."]}"""),
        Fault.StatusAfterWrite(400, """{"errors":["No, but done."]}"""), Fault.StatusAfterWrite(403), Fault.StatusAfterWrite(404, "<html>", "text/html"),
        Fault.StatusAfterWrite(409), Fault.Status(403), Fault.Status(409),
        Fault.Status(500, """{"errors":["The Autotask API thread threshold of 3 threads has been exceeded"]}"""),
    ];

    private static (string Named, JsonNode? Value, string Field, string Expected)[] Contracts(RandomZones zones) =>
    [
        ("endDate", "2027-03-28", "endDate", "2027-03-28T00:00:00Z"), ("endDate", "9999-12-31", "endDate", "9999-12-31T00:00:00Z"),
        ("endDate", NearMidnight, "endDate", $"{zones.DayOf(NearMidnight)}T00:00:00Z"), ("Start Date", "2027-03-14", "startDate", "2027-03-14T00:00:00Z"),
        ("Notice until", "2027-10-31", "Notice until", "2027-10-31T00:00:00.0000000"), ("Notice until", null, "Notice until", ""), ("Signed by", null, "Signed by", ""),
        ("estimatedRevenue", "12.3456", "estimatedRevenue", "12.35"), ("estimatedRevenue", "99.999", "estimatedRevenue", "100"), ("estimatedRevenue", "7.25", "estimatedRevenue", "7.25"),
    ];

    public IReadOnlyList<string> Normalised { get; } = ["emailAddress", "estimatedRevenue"];

    public Arbitrary<RandomUpdate> Arbitrary { get; } = Arb.From(Gen.Frequency(
        (3, RandomUpdate.Of("Contracts", 1, 30, Contracts(zones), IRandomUpdates.Of(Common))),
        (6, RandomUpdate.Of("Tickets", 1, 50, Tickets, IRandomUpdates.Of(Common))),
        (2, RandomUpdate.Of("Contacts", 1, 50, Contacts, IRandomUpdates.Of(Common))),
        (1, RandomUpdate.Of("Projects", 1, 24, Projects, IRandomUpdates.Of(Common)))));

    public void Prepare(SandboxServer sandbox)
    {
        sandbox.Autotask.Behavior = sandbox.Autotask.Behavior with { HourlyLimit = int.MaxValue, ChangesShowAfter = IRandomUpdates.Lateness };
        sandbox.Autotask.Store("Contacts", "emailAddress", StoredForm.LowerCase);
        sandbox.Autotask.Store("Contracts", "estimatedRevenue", StoredForm.Rounded);
    }

    public void ChangeCatalog(SandboxServer sandbox, long number) =>
        sandbox.Autotask.DefineField("Tickets", new FieldDefinition("source", FieldDataType.Integer) { Choices = [new($"{1 + (number % 4)}", "Other")] });

    public FaultPlan Faults(SandboxServer sandbox) => sandbox.Autotask.Faults;

    public JsonObject Truth(SandboxServer sandbox, string recordType, long id) => sandbox.Autotask.Truth(recordType, id);

    public void KeepHistory(SandboxServer sandbox, string recordType, long id) => sandbox.Autotask.KeepHistory(recordType, id);

    public IReadOnlyList<JsonObject> History(SandboxServer sandbox, string recordType, long id) => sandbox.Autotask.History(recordType, id);

    public string Value(JsonObject truth, string field) => Truths.Value(truth, field);

    public IEnumerable<string> Changed(JsonObject before, JsonObject after) => Truths.Changed(before, after);
}
