using FunctionsConnector.Core.Updates;

namespace FunctionsConnector.Actions.Rendering;

/// <summary>What an update answers. Nothing in it is ever null: what is empty is left out.</summary>
public sealed record UpdateReply(
    bool Succeeded,
    string Outcome,
    bool Changed,
    string System,
    string RecordType,
    string RecordId,
    IReadOnlyList<FieldReply> Fields,
    string RequestId)
{
    public static UpdateReply Of(UpdateOutcome outcome, string requestId) => new(
        true,
        NameOf(outcome.Kind),
        outcome.Kind is not OutcomeKind.Unchanged,
        outcome.System,
        outcome.RecordType,
        outcome.RecordId,
        FieldReply.Of(outcome.Fields),
        requestId);

    private static string NameOf(OutcomeKind kind) => kind switch
    {
        OutcomeKind.Applied => "applied",
        OutcomeKind.Unchanged => "unchanged",
        OutcomeKind.Accepted => "accepted",
        _ => throw new InvalidOperationException($"Unknown outcome {kind}."),
    };
}

/// <summary>One field of an update or a record.</summary>
/// <param name="Field">Its API name.</param>
/// <param name="Label">What a person reads.</param>
/// <param name="Value">Its value; absent where it is empty.</param>
/// <param name="DisplayValue">The label of the choice, or the value; absent where it is empty.</param>
/// <param name="PreviousValue">What it held before, where that is known.</param>
public sealed record FieldReply(string Field, string Label, string? Value, string? DisplayValue, string? PreviousValue = null)
{
    public static IReadOnlyList<FieldReply> Of(IReadOnlyList<FieldOutcome> fields)
    {
        var replies = new FieldReply[fields.Count];
        for (var index = 0; index < replies.Length; index++)
        {
            var field = fields[index];
            replies[index] = new FieldReply(field.Field, field.Label, Filled(field.Value), Filled(field.DisplayValue), Filled(field.PreviousValue));
        }

        return replies;
    }

    private static string? Filled(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
