using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Patching;
using FunctionsConnector.Core.Targets;

namespace FunctionsConnector.Core.Updates;

/// <summary>Builds the outcome of a planned update, field by field.</summary>
internal static class Outcomes
{
    public static UpdateOutcome Of(PlannedUpdate update, OutcomeKind kind) =>
        new(kind, update.Record.System, update.Catalog.RecordType.Id, update.Record.RecordId, Fields(update));

    /// <summary>
    /// For an update whose values the record already has. After an earlier attempt nobody knows who wrote them, and what the record held
    /// before is not known either; only that the record shows them is certain.
    /// </summary>
    public static UpdateOutcome OfUnchanged(PlannedUpdate update, QueuePosition? position) => position is { TriedBefore: true }
        ? Of(update with { Before = null }, OutcomeKind.Applied)
        : Of(update, OutcomeKind.Unchanged);

    /// <summary>For an attempt that was refused after an earlier one with an unknown outcome, where the record cannot be read.</summary>
    public static Failure UnknownAfterEarlierTry(Failure refusal) => new(
        FailureCode.OutcomeUnknown,
        $"{refusal.Message} An earlier try may have made the update, and the record could not be read. Whether it was changed is not known.")
    {
        VendorStatus = refusal.VendorStatus,
        VendorMessages = refusal.VendorMessages,
    };

    /// <summary>For an update that was sent and that the read-back can neither confirm nor deny.</summary>
    public static Failure Unknown(PlannedUpdate update, string message, TimeSpan? retryAfter) =>
        new(FailureCode.OutcomeUnknown, $"{message} Whether {update.Record.RecordType} {update.Record.RecordId} was changed is not known.") { RetryAfter = retryAfter };

    /// <summary>For an update that the vendor refused although the record shows it.</summary>
    public static UpdateOutcome AppliedDespiteRefusal(PlannedUpdate update, Failure refusal) => Of(update, OutcomeKind.Applied) with
    {
        Warnings =
        [
            $"{refusal.Message.TrimEnd('.')}. The record shows the new values nevertheless"
            + $"{(update.Before is null ? "; it may have had them before" : string.Empty)}.",
        ],
    };

    /// <summary>For a refused update whose record cannot be read, for a lasting reason.</summary>
    public static Failure RefusedUnseen(Failure refusal, Failure unread) => unread.Code == FailureCode.RecordNotFound
        ? unread with { VendorStatus = refusal.VendorStatus, VendorMessages = refusal.VendorMessages }
        : refusal with { Message = $"{refusal.Message.TrimEnd('.')}. The record could not be read to check this ({unread.Code})." };

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
}
