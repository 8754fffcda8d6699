using FsCheck;
using FsCheck.Fluent;
using FunctionsConnector.EndToEnd.Tests.TeamDynamix;
using FunctionsConnector.Sandbox.TeamDynamix.Attributes;
using FunctionsConnector.Sandbox.Values;

namespace FunctionsConnector.EndToEnd.Tests.Truth;

/// <summary>Random updates of the simulated TeamDynamix, with days, and with some fields that it ignores or normalises.</summary>
internal sealed class RandomTeamDynamixUpdates(RandomZones zones) : IRandomUpdates
{
    private const string NearMidnight = "2026-12-31T23:30:00Z";

    private static (string Named, JsonNode? Value, string Field, string Expected)[] Tickets(RandomZones zones) =>
    [
        ("Needed By", "2027-03-28", "attributes/9005", zones.Midnight("2027-03-28")), ("9005", "2027-11-07", "attributes/9005", zones.Midnight("2027-11-07")),
        ("Needed By", NearMidnight, "attributes/9005", zones.Midnight(zones.DayOf(NearMidnight))), ("Needed By", null, "attributes/9005", ""),
        ("TimeBudget", "12.3456", "TimeBudget", "12.35"), ("TimeBudget", "99.999", "TimeBudget", "100"), ("TimeBudget", "7.25", "TimeBudget", "7.25"),
        ("Description", "<b class=\"x\">Hi</b>", "Description", "<b>Hi</b>"), ("Description", "Plain", "Description", "Plain"),
        ("Title", "One", "Title", "One"), ("Title", "Twö \"2\"", "Title", "Twö \"2\""), ("status", "In Process", "StatusID", "12"), ("StatusID", 15, "StatusID", "15"),
        ("Priority", "High", "PriorityID", "73"), ("AccountID", "6514", "AccountID", "6514"), ("AccountID", 777_777, "AccountID", "777777"),
        ("Building", "South Hall", "attributes/9001", "90012"), ("9001", null, "attributes/9001", ""),
        ("Affected Services", "Email,Printing", "attributes/9002", "90021,90023"), ("Purchase Order", "PO 7", "attributes/9003", "PO 7"),
        ("9003", null, "attributes/9003", ""), ("Approval", "Approved", "attributes/9009", "90092"), ("Impact Notes", "ignored", "attributes/9004", "ignored"),
    ];

    private static (string Named, JsonNode? Value, string Field, string Expected)[] Assets(RandomZones zones) =>
    [
        ("AcquisitionDate", "2027-04-04", "AcquisitionDate", zones.Midnight("2027-04-04")), ("Warranty Ends", "2027-10-31", "attributes/27002", zones.Midnight("2027-10-31")),
        ("Name", "laptop-7", "Name", "laptop-7"), ("Tag", "T7", "Tag", "T7"), ("Condition", "Broken", "attributes/27001", "270013"),
        ("Installed Software", "Office,CAD", "attributes/27004", "270041,270042"), ("LocationID", 302, "LocationID", "302"),
    ];

    private static readonly (string Named, JsonNode? Value, string Field, string Expected)[] Projects =
        [("Methodology", "Waterfall", "attributes/1001", "10012"), ("Methodology", null, "attributes/1001", ""), ("Name", "Renamed", "Name", "Renamed")];

    private static readonly Fault[] Common =
    [
        Fault.Status(401), Fault.StatusAfterWrite(401),
        Fault.DropBeforeWrite(), Fault.DropAfterWrite(), Fault.Status(500), Fault.Status(503), Fault.StatusAfterWrite(502, "<html>", "text/html"),
        Fault.StatusAfterWrite(500, """{"ID":1,"Message":"oops"}"""), Fault.Garbage(), Fault.EmptyBody(), Fault.StatusAfterWrite(200, "{}"), Fault.StatusAfterWrite(408),
        Fault.Status(400, """{"ID":0,"Message":"No."}"""), Fault.Status(403, "No.", "text/plain"), Fault.Status(404),
        Fault.StatusAfterWrite(400, """{"ID":0,"Message":"No, but done."}"""), Fault.StatusAfterWrite(403, "No.", "text/plain"), Fault.StatusAfterWrite(404),
        Fault.StatusAfterWrite(405), Fault.StatusAfterWrite(409), Fault.StatusAfterWrite(413), Fault.Status(200, """{"ID":999,"AppID":42}"""),
    ];

    public IReadOnlyList<string> Normalised { get; } = ["TimeBudget", "Description"];

    public Arbitrary<RandomUpdate> Arbitrary { get; } = Arb.From(Gen.Frequency(
        (6, RandomUpdate.Of("tickets-42", 1001, 1039, Tickets(zones), IRandomUpdates.Of(Common))),
        (2, RandomUpdate.Of("assets-43", 2001, 2030, Assets(zones), IRandomUpdates.Of(Common))),
        (1, RandomUpdate.Of("projects", 4001, 4019, Projects, IRandomUpdates.Of(Common)))));

    public void Prepare(SandboxServer sandbox)
    {
        // Other tests cover the rate limit; here it would only delay the run.
        sandbox.TeamDynamix.Behavior = sandbox.TeamDynamix.Behavior with { CallLimit = int.MaxValue, ChangesShowAfter = IRandomUpdates.Lateness, ServerTimeZone = zones.OfServer.Id, HidesOffsets = zones.HidesOffsets };
        sandbox.TeamDynamix.Store("tickets-42", "TimeBudget", StoredForm.Rounded);
        sandbox.TeamDynamix.Store("tickets-42", "Description", StoredForm.SanitisedMarkup);
        sandbox.TeamDynamix.IgnoreSilently("tickets-42", "attributes/9004");
    }

    public void ChangeCatalog(SandboxServer sandbox, long number) => sandbox.TeamDynamix.DefineAttribute(
        "tickets-42", new AttributeDefinition(9001, "Building", "dropdown") { App = 42, Choices = [new(90011, $"Hall {number % 3}"), new(90012, "South Hall")] });

    public FaultPlan Faults(SandboxServer sandbox) => sandbox.TeamDynamix.Faults;

    public JsonObject Truth(SandboxServer sandbox, string recordType, long id) => sandbox.TeamDynamix.Truth(recordType, id);

    public void KeepHistory(SandboxServer sandbox, string recordType, long id) => sandbox.TeamDynamix.KeepHistory(recordType, $"{id}");

    public IReadOnlyList<JsonObject> History(SandboxServer sandbox, string recordType, long id) => sandbox.TeamDynamix.History(recordType, $"{id}");

    public string Value(JsonObject truth, string field) => ItemTruths.Value(truth, field);

    public IEnumerable<string> Changed(JsonObject before, JsonObject after) => ItemTruths.Changed(before, after);
}
