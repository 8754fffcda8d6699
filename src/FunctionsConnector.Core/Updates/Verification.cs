using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Patching;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets;

namespace FunctionsConnector.Core.Updates;

/// <summary>Reads the record back after the PATCH: neither a vendor's 200 nor a missing response says what the record holds.</summary>
internal sealed class Verification(Timing timing, TimeProvider time)
{
    /// <summary>Whether the record shows every value of the update. A field that the record does not show may hold anything.</summary>
    public static bool Shows(Record record, PlannedUpdate update) => update.Changes.All(change => Shows(record, change));

    /// <summary>Whether the record shows no change of the update; false where it could not be read.</summary>
    public static bool IsAbsent(PlannedUpdate update, Result<Record> seen) =>
        seen.Succeeded(out var record, out _) && NotShown(record, update).Length == 0 && !ShowsPartOf(record, update);

    /// <summary>The outcome of an update that the vendor accepted, by its read-back.</summary>
    public static Result<UpdateOutcome> OfAccepted(ITargetSystem system, PlannedUpdate update, Result<Record> seen)
    {
        var name = system.Settings.DisplayName;
        if (!seen.Succeeded(out var record, out var failure))
        {
            return Unknown(update, $"{name} accepted the update, but the record could not be read afterwards ({failure.Code}).", failure.RetryAfter);
        }

        if (Shows(record, update))
        {
            return Outcomes.Of(update, OutcomeKind.Applied);
        }

        return NotShown(record, update) is { Length: > 0 } fields && !update.Changes.Any(change => Differs(record, change))
            ? Unknown(update, $"{name} accepted the update, but does not show {fields}. Send verify: false to skip the read-back.", retryAfter: null)
            : NotApplied(update, record, $"{name} accepted the update, but the record does not show it:");
    }

    /// <summary>The outcome of an update whose response is ambiguous or missing, by its read-back.</summary>
    public static Result<UpdateOutcome> OfAmbiguous(PlannedUpdate update, WriteResult.Ambiguous result, Result<Record> seen)
    {
        var refusal = result.WhenAbsent;
        if (!seen.Succeeded(out var record, out var failure))
        {
            return OfUnreadable(result, failure);
        }

        if (NotShown(record, update).Length > 0)
        {
            return result.WhenUnreadable;
        }

        if (Shows(record, update))
        {
            return Outcomes.Of(update, OutcomeKind.Applied);
        }

        // A partly made update must not be reported as rejected.
        return !refusal.Code.IsRetryable && ShowsPartOf(record, update)
            ? NotApplied(update, record, $"{refusal.Message} Part of the update may have been made nevertheless:") with
            {
                VendorStatus = refusal.VendorStatus,
                VendorMessages = refusal.VendorMessages,
            }
            : refusal;
    }

    /// <summary>
    /// The record after the PATCH. One read-back is enough where it shows the new values, unless the vendor is known to revert such a
    /// change; else a second one decides. A record in the vendor's own response counts as the first.
    /// </summary>
    public async Task<Result<Record>> ReadBackAsync(ITargetSystem system, PlannedUpdate update, Record? echo, CancellationToken cancellationToken)
    {
        Result<Record> first = echo is not null && NotShown(echo, update).Length == 0 ? echo : await ReadAsync(system, update, cancellationToken);
        var isSettled = first.Succeeded(out var record, out var failure)
            ? Shows(record, update) && !system.MayBeReverted(update)
            : !failure.Code.IsRetryable;
        if (isSettled || !await WaitAsync(cancellationToken))
        {
            return first;
        }

        var second = await ReadAsync(system, update, cancellationToken);
        return second.Value is null && first.Value is not null ? first : second;
    }

    private static Failure OfUnreadable(WriteResult.Ambiguous result, Failure unreadable) => (result.WhenAbsent, unreadable) switch
    {
        // A refused update of a record that does not exist cannot have been made.
        ({ Code.IsRetryable: false } refusal, { Code: var code }) when code == FailureCode.RecordNotFound =>
            unreadable with { VendorStatus = refusal.VendorStatus, VendorMessages = refusal.VendorMessages },

        // The account has no access to the record, so it cannot have changed it.
        ({ VendorStatus: 403 } refusal, { VendorStatus: 403 }) => refusal with { Message = $"{refusal.Message} The account may not read the record either." },
        _ => result.WhenUnreadable,
    };

    private static Task<Result<Record>> ReadAsync(ITargetSystem system, PlannedUpdate update, CancellationToken cancellationToken) =>
        system.ReadAsync(update.Record, update.Catalog, CallPriority.ReadBack, cancellationToken);

    private async Task<bool> WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(timing.BetweenReadBacks, time, cancellationToken);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static bool Shows(Record record, Change change) =>
        record.Shows(change.Field.Name) && ValueComparison.Same(change.Field, change.Value, record[change.Field.Name]);

    private static bool Differs(Record record, Change change) => record.Shows(change.Field.Name) && !Shows(record, change);

    private static bool ShowsPartOf(Record record, PlannedUpdate update) => update.Changes.Any(change =>
        Shows(record, change) && (update.Before is null || Differs(update.Before, change)));

    private static string NotShown(Record record, PlannedUpdate update) =>
        string.Join(", ", update.Changes.Where(change => !record.Shows(change.Field.Name)).Select(change => change.Field.Name));

    private static Failure Unknown(PlannedUpdate update, string message, TimeSpan? retryAfter) =>
        new(FailureCode.OutcomeUnknown, $"{message} Whether {update.Record.RecordType} {update.Record.RecordId} was changed is not known.") { RetryAfter = retryAfter };

    private static Failure NotApplied(PlannedUpdate update, Record record, string what) => Failure.Of(
        FailureCode.UpdateNotApplied,
        what,
        [
            .. update.Changes.Where(change => !Shows(record, change)).Select(change => new FailureDetail(
                FailureDetailCode.ValueNotApplied,
                change.Field.Name,
                $"{change.Field.Label} was to be {Presentation.Describe(change.Field, change.Value)} and is "
                + $"{(record.Shows(change.Field.Name) ? Presentation.Describe(change.Field, record[change.Field.Name]) : "not shown")}.")),
        ]);
}
