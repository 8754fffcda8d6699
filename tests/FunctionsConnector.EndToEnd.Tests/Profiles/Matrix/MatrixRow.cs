namespace FunctionsConnector.EndToEnd.Tests.Profiles.Matrix;

/// <summary>An update that every profile must end alike.</summary>
/// <param name="Write">The members of the update's body, from the profile and the record before the update.</param>
internal sealed record MatrixRow(Func<ProfileUnderTest, JsonObject, string> Write)
{
    private const string Applied = "applied";

    public static readonly IReadOnlyDictionary<string, MatrixRow> All = new Dictionary<string, MatrixRow>
    {
        ["set"] = Rename,
        ["clear"] = new((profile, _) => $$"""{"fieldsToClear":["{{profile.Filled.Label}}"]}""") { Made = profile => (profile.Filled.Name, string.Empty) },
        ["choice by label"] = new((profile, _) => Set(profile.Choice.Label, profile.Choice.Choice)) { Made = profile => (profile.Choice.Name, profile.Choice.Held) },
        ["unknown record"] = Rename with { Http = "RecordNotFound", Queue = "RecordNotFound", Id = profile => profile.MissingId },
        ["unknown field"] = new((_, _) => Set("No such field", "x")) { Http = "UpdateInvalid", Queue = "UpdateInvalid", Says = _ => "No such field", Detail = "FieldNotFound", IsSent = false },
        ["unknown choice"] = new((profile, _) => Set(profile.Choice.Label, "No such choice")) { Http = "UpdateInvalid", Queue = "UpdateInvalid", Says = _ => "No such choice", Detail = "ChoiceNotFound", IsSent = false },
        ["refusal with the vendor's words"] = Rename with
        {
            Http = "UpdateRejected",
            Queue = "UpdateRejected",
            Says = profile => profile.Words,
            Arrange = (profile, vendor, id, _) => vendor.Commands["forbid"](new JsonObject { ["recordType"] = profile.RecordType, ["id"] = id }),
        },
        ["lying 200"] = new((profile, _) => Set(profile.Ignored.Label, "new"))
        {
            Http = "UpdateNotApplied",
            Queue = "UpdateNotApplied",
            Says = _ => "was to be 'new'",
            Arrange = (profile, vendor, _, _) => vendor.Commands["ignore-silently"](new JsonObject { ["recordType"] = profile.RecordType, ["field"] = profile.Ignored.Name }),
        },
        ["connection lost before the write"] = Rename with { Http = "OutcomeUnknown", Arrange = Once(Fault.DropBeforeWrite()) },
        ["every connection lost before the write"] = Rename with { Http = "OutcomeUnknown", Queue = "OutcomeUnknown", Arrange = Once(Fault.DropBeforeWrite().Repeated(Fault.Always)) },
        ["connection lost after the write"] = Rename with { Arrange = Once(Fault.DropAfterWrite()) },
        ["rate limit"] = Rename with
        {
            // A caller does not wait for a minute. A message waits, here for a second.
            Http = "RateLimited",
            Arrange = (_, vendor, id, isQueued) => vendor.Faults.Add(
                Fault.Status(429, headers: new Dictionary<string, string> { ["Retry-After"] = isQueued ? "1" : "60" }).For("PATCH", id)),
        },
        ["conflict"] = new((profile, _) => Renaming(profile, "another title")) { Http = "Conflict", Queue = "Conflict", Says = _ => "another title", Detail = "ConditionNotMet", IsSent = false },
        ["condition that holds"] = new((profile, before) => Renaming(profile, $"{before[profile.Text.Name]}")) { IsGuarded = true },
    };

    private static MatrixRow Rename => new((profile, _) => Set(profile.Text.Label, "new"));

    /// <summary>The outcome or the failure's code over HTTP.</summary>
    public string Http { get; init; } = Applied;

    /// <summary>The same of the message that ends.</summary>
    public string Queue { get; init; } = Applied;

    /// <summary>A part of the failure's message.</summary>
    public Func<ProfileUnderTest, string> Says { get; init; } = _ => string.Empty;

    /// <summary>The code of the failure's detail; null where it may have any.</summary>
    public string? Detail { get; init; }

    /// <summary>Whether the vendor gets a request to update the record.</summary>
    public bool IsSent { get; init; } = true;

    /// <summary>The field and what it holds where the update was made. Else the record stays as it was.</summary>
    public Func<ProfileUnderTest, (string Field, string Held)> Made { get; init; } = profile => (profile.Text.Name, "new");

    /// <summary>Another record than the row's own.</summary>
    public Func<ProfileUnderTest, string>? Id { get; init; }

    /// <summary>Whether a vendor with versions is sent the version, and the reply says so.</summary>
    public bool IsGuarded { get; init; }

    /// <summary>What the vendor does with the record; the last argument says whether the update is queued.</summary>
    public Action<ProfileUnderTest, IVendorSandbox, string, bool> Arrange { get; init; } = (_, _, _, _) => { };

    /// <summary>Whether an end is that of an update that was made.</summary>
    public static bool IsMade(string end) => end == Applied;

    private static Action<ProfileUnderTest, IVendorSandbox, string, bool> Once(Fault fault) => (_, vendor, id, _) => vendor.Faults.Add(fault.For("PATCH", id));

    private static string Set(string field, string value) => $$$"""{"fields":{"{{{field}}}":"{{{value}}}"}}""";

    private static string Renaming(ProfileUnderTest profile, string before) =>
        $$$"""{"fields":{"{{{profile.Text.Label}}}":"new"},"onlyIf":{"{{{profile.Text.Label}}}":"{{{before}}}"}}""";
}
