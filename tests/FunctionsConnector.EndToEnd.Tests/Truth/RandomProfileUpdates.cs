using FsCheck;
using FsCheck.Fluent;
using FunctionsConnector.Sandbox.Tables;
using FunctionsConnector.Sandbox.Values;

namespace FunctionsConnector.EndToEnd.Tests.Truth;

/// <summary>Random updates of a simulated system that a profile describes.</summary>
/// <param name="recordType">The record type.</param>
/// <param name="last">The ids are 1 to this one.</param>
/// <param name="vendorOf">The simulated system.</param>
/// <param name="prepare">Lifts its limits and lets every change show late.</param>
/// <param name="changes">A field as a caller can name it, a value, the field in the record and its expected text.</param>
internal sealed class RandomProfileUpdates<TBehavior>(
    string recordType,
    int last,
    Func<SandboxServer, TableVendor<TBehavior>> vendorOf,
    Func<TBehavior, TBehavior> prepare,
    IReadOnlyList<(string Named, JsonNode? Value, string Field, string Expected)> changes) : IRandomUpdates
    where TBehavior : TableVendorBehavior, new()
{
    private static readonly Fault[] Common =
    [
        Fault.DropBeforeWrite(), Fault.DropAfterWrite(), Fault.Status(500), Fault.Status(503), Fault.StatusAfterWrite(502, "<html>", "text/html"),
        Fault.StatusAfterWrite(500, """{"message":"oops"}"""), Fault.Garbage(), Fault.EmptyBody(), Fault.StatusAfterWrite(200, "{}"), Fault.StatusAfterWrite(408),
        Fault.Status(400, """{"message":"No."}"""), Fault.Status(403, """{"message":"No."}"""), Fault.Status(404, "{}"),
        Fault.Status(405, "{}"), Fault.Status(409, "{}"), Fault.Status(413, "{}"), Fault.Status(422, """{"message":"No."}"""),
        Fault.StatusAfterWrite(400, """{"message":"No, but done."}"""), Fault.StatusAfterWrite(403, "{}"), Fault.StatusAfterWrite(404, "{}"),
        Fault.StatusAfterWrite(409, "{}"), Fault.Status(200, """{"id":"999","result":{"sys_id":"999"},"accountid":"999"}"""),
    ];

    public required Func<long, string> IdOf { get; init; }

    /// <summary>The field that the system stores in its own form.</summary>
    public required (string Field, StoredForm Form) Stored { get; init; }

    /// <summary>The field that the system ignores.</summary>
    public required string Ignored { get; init; }

    public IReadOnlyList<string> Normalised => [Stored.Field];

    public Arbitrary<RandomUpdate> Arbitrary { get; } = Arb.From(RandomUpdate.Of(recordType, 1, last, changes, IRandomUpdates.Of(Common)));

    public string RecordId(long id) => IdOf(id);

    public void Prepare(SandboxServer sandbox)
    {
        var vendor = vendorOf(sandbox);
        vendor.Behavior = prepare(vendor.Behavior);
        vendor.Store(recordType, Stored.Field, Stored.Form);
        vendor.IgnoreSilently(recordType, Ignored);
    }

    public void ChangeCatalog(SandboxServer sandbox, long number) =>
        vendorOf(sandbox).DefineField(recordType, new TableField("other", $"Other {number % 3}", changes[0].Field.StartsWith("hs_", StringComparison.Ordinal) ? "string/text" : "string"));

    public FaultPlan Faults(SandboxServer sandbox) => vendorOf(sandbox).Faults;

    public JsonObject Truth(SandboxServer sandbox, string recordType, long id) => vendorOf(sandbox).Truth(recordType, IdOf(id));

    public void KeepHistory(SandboxServer sandbox, string recordType, long id) => vendorOf(sandbox).KeepHistory(recordType, IdOf(id));

    public IReadOnlyList<JsonObject> History(SandboxServer sandbox, string recordType, long id) => vendorOf(sandbox).History(recordType, IdOf(id));

    public string Value(JsonObject truth, string field) => truth[field]?.ToString() ?? string.Empty;

    public IEnumerable<string> Changed(JsonObject before, JsonObject after) =>
        before.Select(field => field.Key).Union(after.Select(field => field.Key)).Except(ProfileUpdates.Stamps).Where(field => Value(before, field) != Value(after, field));
}
