using FunctionsConnector.Core.Updates;

namespace FunctionsConnector.Actions.Rendering;

/// <summary>The reply of an update. It has no null; empty values are left out.</summary>
public sealed record UpdateReply(
    bool Succeeded,
    string Outcome,
    bool? Changed,
    string System,
    string RecordType,
    string RecordId,
    IReadOnlyList<FieldReply> Fields,
    string RequestId,
    IReadOnlyList<string>? Warnings = null)
{
    public static UpdateReply Of(UpdateOutcome outcome, string requestId) => new(
        true,
        NameOf(outcome.Kind),
        outcome.Changed,
        outcome.System,
        outcome.RecordType,
        outcome.RecordId,
        FieldReply.Of(outcome.Fields),
        requestId,
        outcome.Warnings.Count == 0 ? null : outcome.Warnings);

    private static string NameOf(OutcomeKind kind) => kind switch
    {
        OutcomeKind.Applied => "applied",
        OutcomeKind.Adjusted => "adjusted",
        OutcomeKind.Unchanged => "unchanged",
        OutcomeKind.Accepted => "accepted",
        _ => throw new InvalidOperationException($"Unknown outcome {kind}."),
    };
}
