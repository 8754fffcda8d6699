using FsCheck;
using FsCheck.Fluent;

namespace FunctionsConnector.EndToEnd.Tests.Truth;

/// <summary>Random updates of one simulated system, and its true state.</summary>
internal interface IRandomUpdates
{
    /// <summary>How late every change shows: later than the first two readings, before the third.</summary>
    static readonly TimeSpan Lateness = TimeSpan.FromMilliseconds(8);

    /// <summary>Between two readings.</summary>
    static readonly TimeSpan BetweenReadBacks = TimeSpan.FromMilliseconds(5);

    Arbitrary<RandomUpdate> Arbitrary { get; }

    /// <summary>The fields that the system stores in its own form.</summary>
    IReadOnlyList<string> Normalised { get; }

    /// <summary>The record's id as a caller writes it.</summary>
    string RecordId(long id) => $"{id}";

    void Prepare(SandboxServer sandbox);

    /// <summary>Adds or takes away a choice that no update names, or gives it another label, by chance of this number.</summary>
    void ChangeCatalog(SandboxServer sandbox, long number);

    FaultPlan Faults(SandboxServer sandbox);

    JsonObject Truth(SandboxServer sandbox, string recordType, long id);

    /// <summary>Keeps every true state of a record from now on.</summary>
    void KeepHistory(SandboxServer sandbox, string recordType, long id);

    /// <summary>The true states of a record since then, oldest first.</summary>
    IReadOnlyList<JsonObject> History(SandboxServer sandbox, string recordType, long id);

    string Value(JsonObject truth, string field);

    IEnumerable<string> Changed(JsonObject before, JsonObject after);

    /// <summary>Most updates have no fault. Others have one of these when writing, when reading, or both.</summary>
    static Gen<Fault[]> Of(IReadOnlyList<Fault> common) => Gen.Frequency(
        (6, Gen.Constant(Array.Empty<Fault>())),
        (5, Gen.Elements(common.ToArray()).Select(fault => new[] { fault.For("PATCH") })),

        // Not a 401: it may strike the call that proves the credentials of an update before, and then they rightly count as refused.
        (1, Gen.Elements(common.Where(fault => fault.Response.Status != 401).ToArray()).Select(fault => new[] { fault.For("GET") })),
        (1, Gen.Elements(common.ToArray()).Select(fault => new[] { fault.For("PATCH"), Fault.DropBeforeWrite().For("GET").Repeated(12) })));
}
