using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Patching;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets;

namespace FunctionsConnector.Core.Updates;

/// <summary>Reads the record back after the PATCH: neither a vendor's 200 nor a missing response says what the record holds.</summary>
internal sealed partial class Verification(Timing timing, TimeProvider time)
{
    /// <summary>Whether the record shows every value of the update, in some form. A field that the record does not show may hold anything.</summary>
    public static bool Shows(Record record, PlannedUpdate update) => update.Changes.All(change => Shows(record, change));

    /// <summary>Whether an update has nothing to send: the record has exactly its values, or an earlier attempt made it.</summary>
    public static bool IsUnneeded(PlannedUpdate update) => update.Before is { } before && (update.IsMade || Has(before, update));

    /// <summary>Whether the record has exactly the values of the update.</summary>
    public static bool Has(Record record, PlannedUpdate update) => update.Changes.All(change => MatchOf(record, change) == ValueMatch.Same);

    /// <summary>Whether the record shows no change of the update; false where it could not be read.</summary>
    public static bool IsAbsent(PlannedUpdate update, Result<Record> seen) =>
        seen.Succeeded(out var record, out _) && NotReadable(record, update).Length == 0 && !ShowsPartOf(record, update);

    /// <summary>The outcome of an update that the vendor accepted, by its read-back.</summary>
    public static Result<UpdateOutcome> OfAccepted(ITargetSystem system, PlannedUpdate update, WriteResult.Accepted accepted, ReadBack seen)
    {
        var name = system.Settings.DisplayName;
        if (!seen.Record.Succeeded(out var record, out var failure))
        {
            return Unknown(update, $"{name} accepted the update, but the record could not be read afterwards ({failure.Code}).", failure.RetryAfter);
        }

        if (Shows(record, update))
        {
            var outcome = Outcomes.OfSeen(update, record);
            return system.RevertibleField(update) is { } field
                ? outcome with { Warnings = [.. outcome.Warnings, Outcomes.WarningOfReading(field, seen.IsRepeated)] }
                : outcome;
        }

        if (!update.Changes.Any(change => Differs(record, change)))
        {
            return Unknown(update, $"{name} accepted the update, but {NotReadable(record, update)}. Send verify: false to skip the read-back.", retryAfter: null);
        }

        return LaterChange.IsBeforeUpdate(accepted, record)
            ? Unknown(update, $"{name} accepted the update, but still shows the record as it was before.", retryAfter: null)
            : NotApplied(update, record, $"{name} accepted the update, but the record does not show it:", LaterChange.Describe(update, accepted, record));
    }

    /// <summary>The outcome of an update whose response is ambiguous or missing, by its read-back.</summary>
    public static Result<UpdateOutcome> OfAmbiguous(PlannedUpdate update, WriteResult.Ambiguous result, Result<Record> seen)
    {
        var refusal = result.WhenAbsent;
        if (!seen.Succeeded(out var record, out var failure))
        {
            return OfUnreadable(result, failure);
        }

        if (NotReadable(record, update).Length > 0)
        {
            return result.WhenUnreadable;
        }

        if (Shows(record, update))
        {
            return IsProof(record, update) ? Outcomes.OfSeen(update, record)
                : refusal.Code == FailureCode.UpdateRejected && IsAsBefore(record, update) ? refusal
                : result.WhenUnreadable;
        }

        // A partly made update must not be reported as rejected. Stamps do not help here: the clocks of a vendor's servers may differ.
        return !refusal.Code.IsRetryable && ShowsPartOf(record, update)
            ? NotApplied(
                update,
                record,
                $"{refusal.Message} Part of the update may have been made nevertheless{(update.Before is null ? ", or was there before" : string.Empty)}:") with
            {
                VendorStatus = refusal.VendorStatus,
                VendorMessages = refusal.VendorMessages,
            }
            : refusal;
    }

    /// <summary>
    /// Whether the record shows that the update was made, without the vendor's word for it. A text that only resembles the new one may be the
    /// old one, unless the record is known to have had another.
    /// </summary>
    private static bool IsProof(Record record, PlannedUpdate update) => update.Changes.All(change => MatchOf(record, change) switch
    {
        ValueMatch.Same => true,
        ValueMatch.Equivalent when change.Field.Type != FieldType.Text => true,
        _ => update.Before is { } before && before[change.Field.Name] != record[change.Field.Name],
    });

    private static bool IsAsBefore(Record record, PlannedUpdate update) =>
        update.Before is { } before && update.Changes.All(change => before[change.Field.Name] == record[change.Field.Name]);

    private static Failure OfUnreadable(WriteResult.Ambiguous result, Failure unreadable) => (result.WhenAbsent, unreadable) switch
    {
        // A refused update of a record that does not exist, or that the account may not see, cannot have been made.
        ({ Code.IsRetryable: false } refusal, { Code: var code }) when code == FailureCode.RecordNotFound =>
            unreadable with { VendorStatus = refusal.VendorStatus, VendorMessages = refusal.VendorMessages },

        ({ Code: var refused } refusal, { Code: var code }) when refused == FailureCode.CredentialsRefused && code == refused => refusal,
        _ => result.WhenUnreadable,
    };

    private static bool Shows(Record record, Change change) => MatchOf(record, change) <= ValueMatch.Adjusted;

    private static ValueMatch MatchOf(Record record, Change change) => record.Shows(change.Field.Name)
        ? ValueComparison.Compare(change.Field, change.Value, record[change.Field.Name]).Match
        : ValueMatch.Different;

    private static bool IsReadable(Record record, Change change) =>
        record.Shows(change.Field.Name) && ValueComparison.CanRead(change.Field, record[change.Field.Name]);

    private static bool Differs(Record record, Change change) => IsReadable(record, change) && !Shows(record, change);

    private static bool ShowsPartOf(Record record, PlannedUpdate update) => update.Changes.Any(change =>
        Shows(record, change) && (update.Before is null || Differs(update.Before, change)));

    /// <summary>What the record shows of the fields that cannot be compared, as it reads after "but"; empty where there are none.</summary>
    private static string NotReadable(Record record, PlannedUpdate update)
    {
        // Nearly always there are none.
        if (update.Changes.All(change => Shows(record, change) || IsReadable(record, change)))
        {
            return string.Empty;
        }

        return string.Join(", ", update.Changes.Where(change => !Shows(record, change) && !IsReadable(record, change)).Select(change => record.Shows(change.Field.Name)
            ? $"shows {change.Field.Name} as {Presentation.Describe(change.Field, record[change.Field.Name])}, a form that cannot be read"
            : $"does not show {change.Field.Name}"));
    }

    private static Failure Unknown(PlannedUpdate update, string message, TimeSpan? retryAfter) =>
        new(FailureCode.OutcomeUnknown, $"{message} Whether {update.Subject} was changed is not known.") { RetryAfter = retryAfter };

    private static Failure NotApplied(PlannedUpdate update, Record record, string what, string? addition = null)
    {
        var failure = Failure.Of(FailureCode.UpdateNotApplied, what,
        [
            .. update.Changes.Where(change => !Shows(record, change)).Select(change => new FailureDetail(
                FailureDetailCode.ValueNotApplied,
                change.Field.Name,
                record.Shows(change.Field.Name)
                    ? DifferenceText.Of(change.Field, change.Value, record[change.Field.Name])
                    : $"{change.Field.Label} was to be {Presentation.Describe(change.Field, change.Value)} and is not shown.")),
        ]);
        return addition is null ? failure : failure with { Message = $"{failure.Message} {addition}" };
    }
}
