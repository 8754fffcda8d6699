using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Patching;
using FunctionsConnector.Core.Targets;

namespace FunctionsConnector.Core.Updates;

/// <summary>Builds the outcome of a planned update, field by field.</summary>
internal static class Outcomes
{
    private const string HeldAtUpdate = "onlyIf held at the moment of the update: the system made it only because nobody had changed the record since it was read.";

    /// <param name="update">The update.</param>
    /// <param name="kind">How it ended.</param>
    /// <param name="seen">The record as it was read last; null where it was not read.</param>
    public static UpdateOutcome Of(PlannedUpdate update, OutcomeKind kind, Record? seen = null) =>
        new(kind, update.Record.System, update.Catalog.RecordType.Id, update.Record.RecordId, Fields(update, seen))
        {
            Changed = update.Before is { } before && seen is not null ? update.Changes.Any(change => before[change.Field.Name] != seen[change.Field.Name]) : null,
            Warnings = WarningsOfValues(update, seen),
        };

    /// <summary>For an update whose values the record shows, in some form.</summary>
    public static UpdateOutcome OfSeen(PlannedUpdate update, Record seen)
    {
        var outcome = Of(update, OutcomeKind.Applied, seen);
        return outcome.Fields.Any(field => field.Adjustment is not null) ? outcome with { Kind = OutcomeKind.Adjusted } : outcome;
    }

    /// <summary>
    /// For an update whose values the record already has. After an earlier attempt, the author of the values and the previous values are
    /// unknown. Only the current values are certain.
    /// </summary>
    public static UpdateOutcome OfUnchanged(PlannedUpdate update, QueuePosition? position) => position is { TriedBefore: true }
        ? OfSeen(update with { Before = null }, update.Before!)
        : Of(update, OutcomeKind.Unchanged, update.Before);

    /// <summary>For a refused attempt after an earlier one with an unknown outcome, if the record cannot be read.</summary>
    public static Failure UnknownAfterEarlierTry(Failure refusal) => new(
        FailureCode.OutcomeUnknown,
        $"{refusal.Message} An earlier try may have made the update, and the record could not be read. Whether it was changed is not known.")
    {
        VendorStatus = refusal.VendorStatus,
        VendorMessages = refusal.VendorMessages,
    };

    /// <summary>Adds what the vendor said when it accepted the update.</summary>
    public static Result<UpdateOutcome> WithWarnings(Result<UpdateOutcome> outcome, PlannedUpdate update, WriteResult.Accepted accepted)
    {
        var isGuarded = accepted.IsGuarded && update.IsConditional;
        if (!isGuarded && accepted.Warnings.Count == 0)
        {
            return outcome;
        }

        return outcome.Map(made => made with
        {
            Warnings = [.. made.Warnings, .. accepted.Warnings, .. isGuarded ? [HeldAtUpdate] : Array.Empty<string>()],
        });
    }

    /// <param name="update">The update.</param>
    /// <param name="seen">The record that shows it; null for the values as they were asked for.</param>
    public static IReadOnlyList<FieldOutcome> Fields(PlannedUpdate update, Record? seen = null)
    {
        var fields = new FieldOutcome[update.Changes.Count];
        for (var index = 0; index < fields.Length; index++)
        {
            var change = update.Changes[index];
            var (field, value) = change;
            var shown = seen?[field.Name];
            var adjustment = seen is null ? null : ValueComparison.Compare(field, value, shown).Adjustment;
            var held = adjustment is null ? value : shown;
            fields[index] = new FieldOutcome(field.Name, field.Label, held, change.Label ?? Presentation.Display(field, held), update.Before?[field.Name])
            {
                RequestedValue = adjustment is null ? null : value,
                Adjustment = adjustment,
            };
        }

        return fields;
    }

    /// <summary>For a preview.</summary>
    public static IReadOnlyList<string> Warnings(ITargetSystem system, PlannedUpdate update, string? actor)
    {
        var warnings = new List<string>(WarningsOfValues(update, update.Before));
        if (actor is not null)
        {
            warnings.Add($"The update would be made in the name of the person with the id {actor}.");
        }

        if (update.Before is not null && Verification.Has(update.Before, update))
        {
            warnings.Add("The record already has these values: the update would send nothing.");
        }

        if (update.Before?.Version is { } version
            && system.HeadersOf(update).Any(header => header.Value == version && header.Key.Equals(Patch.IfMatch, StringComparison.OrdinalIgnoreCase)))
        {
            warnings.Add($"The request would have the header {Patch.IfMatch}: {version}. The system makes the update only while the record has this version.");
        }

        if (system.RevertibleField(update) is { } field)
        {
            warnings.Add($"A workflow rule of this system may take {field.Label} back. The update reads the record back twice.");
        }

        return warnings;
    }

    /// <summary>For a change that may be reverted after it was seen.</summary>
    public static string WarningOfReading(Field field, bool isRepeated) => isRepeated
        ? $"{field.Label} was read twice, because a workflow rule may take it back."
        : $"A workflow rule may take {field.Label} back, and it could not be read a second time.";

    private static string[] WarningsOfValues(PlannedUpdate update, Record? seen)
    {
        // Nearly always there are none.
        for (var index = 0; index < update.Changes.Count; index++)
        {
            if (update.Changes[index].Warning is not null || TextWarnings.Concern(update.Changes[index]))
            {
                return [.. update.Changes.SelectMany(change => TextWarnings.Of(change, update, seen).Prepend(change.Warning).OfType<string>())];
            }
        }

        return [];
    }
}
