using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Patching;
using FunctionsConnector.Core.Targets;

namespace FunctionsConnector.Core.Updates;

/// <summary>Builds the outcome of a planned update, field by field.</summary>
internal static class Outcomes
{
    public static UpdateOutcome Of(PlannedUpdate update, OutcomeKind kind) =>
        new(kind, update.Record.System, update.Catalog.RecordType.Id, update.Record.RecordId, Fields(update))
        {
            Changed = kind == OutcomeKind.Accepted || update.Before is not { } before ? null : !Verification.Shows(before, update),
            Warnings = WarningsOfValues(update),
        };

    /// <summary>
    /// For an update whose values the record already has. After an earlier attempt, the author of the values and the previous values are
    /// unknown. Only the current values are certain.
    /// </summary>
    public static UpdateOutcome OfUnchanged(PlannedUpdate update, QueuePosition? position) => position is { TriedBefore: true }
        ? Of(update with { Before = null }, OutcomeKind.Applied)
        : Of(update, OutcomeKind.Unchanged);

    /// <summary>For a refused attempt after an earlier one with an unknown outcome, if the record cannot be read.</summary>
    public static Failure UnknownAfterEarlierTry(Failure refusal) => new(
        FailureCode.OutcomeUnknown,
        $"{refusal.Message} An earlier try may have made the update, and the record could not be read. Whether it was changed is not known.")
    {
        VendorStatus = refusal.VendorStatus,
        VendorMessages = refusal.VendorMessages,
    };

    public static IReadOnlyList<FieldOutcome> Fields(PlannedUpdate update)
    {
        var fields = new FieldOutcome[update.Changes.Count];
        for (var index = 0; index < fields.Length; index++)
        {
            var change = update.Changes[index];
            var (field, value) = change;
            fields[index] = new FieldOutcome(field.Name, field.Label, value, change.Label ?? Presentation.Display(field, value), update.Before?[field.Name]);
        }

        return fields;
    }

    /// <summary>For a preview.</summary>
    public static IReadOnlyList<string> Warnings(ITargetSystem system, PlannedUpdate update)
    {
        var warnings = new List<string>(WarningsOfValues(update));
        if (update.Before is not null && Verification.Shows(update.Before, update))
        {
            warnings.Add("The record already has these values: the update would send nothing.");
        }

        if (system.MayBeReverted(update))
        {
            warnings.Add("A workflow rule of this system may revert the change. The update reads the record back twice.");
        }

        return warnings;
    }

    private static string[] WarningsOfValues(PlannedUpdate update)
    {
        // Nearly always there are none.
        for (var index = 0; index < update.Changes.Count; index++)
        {
            if (update.Changes[index].Warning is not null)
            {
                return [.. update.Changes.Select(change => change.Warning).OfType<string>()];
            }
        }

        return [];
    }
}
