using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Patching;
using FunctionsConnector.Core.Targets;

namespace FunctionsConnector.Core.Updates;

/// <summary>Says what a planned update did or would do, field by field.</summary>
internal static class Outcomes
{
    public static UpdateOutcome Of(PlannedUpdate update, OutcomeKind kind) =>
        new(kind, update.Record.System, update.Catalog.RecordType.Id, update.Record.RecordId, Fields(update));

    /// <summary>
    /// Of an update whose values the record has already. After an earlier try nobody can say who put them there, and what the
    /// record held before is not what was read now; that they are seen in the record is certain.
    /// </summary>
    public static UpdateOutcome OfNothingToDo(PlannedUpdate update, QueuePlace? place) => place is { TriedBefore: true }
        ? Of(update with { Before = null }, OutcomeKind.Applied)
        : Of(update, OutcomeKind.Unchanged);

    /// <summary>Of a try that was refused after an earlier one of which nothing is known, where the record cannot be read.</summary>
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
            var (field, value) = update.Changes[index];
            fields[index] = new FieldOutcome(field.Name, field.Label, value, Presentation.Display(field, value), update.Before?[field.Name]);
        }

        return fields;
    }

    public static IReadOnlyList<string> Warnings(ITargetSystem system, PlannedUpdate update)
    {
        var warnings = new List<string>();
        if (update.Before is not null && Confirmation.Shows(update.Before, update))
        {
            warnings.Add("The record already has these values: the update would send nothing.");
        }

        if (system.MayBeTakenBack(update))
        {
            warnings.Add("A workflow rule of this system may take the change back after it was made; the update looks at the record twice.");
        }

        return warnings;
    }
}
