using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Patching;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets;

namespace FunctionsConnector.Core.Updates;

/// <summary>Looks at the record after the PATCH, because neither a vendor's yes nor its silence says what the record holds.</summary>
internal sealed class Confirmation(Timing timing, TimeProvider time)
{
    /// <summary>Whether the record shows every value of the update. A field that it does not show at all may hold anything.</summary>
    public static bool Shows(Record record, PlannedUpdate update) => update.Changes.All(change => Shows(record, change));

    /// <summary>Whether the record shows that nothing of the update went in; false where it could not be read.</summary>
    public static bool IsAbsent(PlannedUpdate update, Result<Record> seen) =>
        seen.Succeeded(out var record, out _) && Hidden(record, update).Length == 0 && !ShowsPartOf(record, update);

    /// <summary>What a yes of the vendor is worth, by the look at the record.</summary>
    public static Result<UpdateOutcome> OfYes(ITargetSystem system, PlannedUpdate update, Result<Record> seen)
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

        return Hidden(record, update) is { Length: > 0 } hidden && !update.Changes.Any(change => Differs(record, change))
            ? Unknown(update, $"{name} accepted the update, but does not show {hidden}. Send verify: false to take its word.", retryAfter: null)
            : NotApplied(update, record, $"{name} accepted the update, but the record does not show it:");
    }

    /// <summary>What became of an update after an answer that settles nothing, or none, by the look at the record.</summary>
    public static Result<UpdateOutcome> OfDoubt(PlannedUpdate update, WriteAnswer.Doubtful doubt, Result<Record> seen)
    {
        if (!seen.Succeeded(out var record, out _) || Hidden(record, update).Length > 0)
        {
            return doubt.WhenUnreadable;
        }

        if (Shows(record, update))
        {
            return Outcomes.Of(update, OutcomeKind.Applied);
        }

        // A refusal must not be reported of an update that went in by half.
        return !doubt.WhenAbsent.Code.IsRetryable && ShowsPartOf(record, update)
            ? NotApplied(update, record, $"{doubt.WhenAbsent.Message} Part of the update may have been made nevertheless:")
            : doubt.WhenAbsent;
    }

    /// <summary>
    /// The record after the PATCH. One look is enough where it shows the new values, unless the vendor is known to take such a change
    /// back; else one more look, a while later, decides. What the vendor's own reply showed counts as the first.
    /// </summary>
    public async Task<Result<Record>> LookAsync(ITargetSystem system, PlannedUpdate update, Record? echo, CancellationToken cancellationToken)
    {
        Result<Record> first = echo is not null && Hidden(echo, update).Length == 0 ? echo : await ReadAsync(system, update, cancellationToken);
        var isSettled = first.Succeeded(out var record, out var failure)
            ? Shows(record, update) && !system.MayBeTakenBack(update)
            : !failure.Code.IsRetryable;
        if (isSettled || !await WaitAsync(cancellationToken))
        {
            return first;
        }

        var second = await ReadAsync(system, update, cancellationToken);
        return second.Value is null && first.Value is not null ? first : second;
    }

    private static Task<Result<Record>> ReadAsync(ITargetSystem system, PlannedUpdate update, CancellationToken cancellationToken) =>
        system.ReadAsync(update.Record, update.Catalog, CallUrgency.Confirmation, cancellationToken);

    private async Task<bool> WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(timing.BetweenLooks, time, cancellationToken);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static bool Shows(Record record, Change change) =>
        record.Shows(change.Field.Name) && ValueComparison.Same(change.Field, change.Value, record[change.Field.Name]);

    private static bool Differs(Record record, Change change) =>
        record.Shows(change.Field.Name) && !ValueComparison.Same(change.Field, change.Value, record[change.Field.Name]);

    private static bool ShowsPartOf(Record record, PlannedUpdate update) => update.Changes.Any(change =>
        Shows(record, change) && (update.Before is null || Differs(update.Before, change)));

    private static string Hidden(Record record, PlannedUpdate update) =>
        string.Join(", ", update.Changes.Where(change => !record.Shows(change.Field.Name)).Select(change => change.Field.Name));

    private static Failure Unknown(PlannedUpdate update, string message, TimeSpan? retryAfter) =>
        new(FailureCode.OutcomeUnknown, $"{message} Whether {update.Record.RecordType} {update.Record.RecordId} was changed is not known.") { RetryAfter = retryAfter };

    private static Failure NotApplied(PlannedUpdate update, Record record, string what)
    {
        var details = update.Changes
            .Where(change => !Shows(record, change))
            .Select(change => new FailureDetail(
                FailureDetailCode.ValueNotApplied,
                change.Field.Name,
                $"{change.Field.Label} was to be {Text(change.Field, change.Value)} and is "
                + $"{(record.Shows(change.Field.Name) ? Text(change.Field, record[change.Field.Name]) : "not shown")}."))
            .ToList();
        return new Failure(FailureCode.UpdateNotApplied, $"{what} {string.Join(" ", details.Select(detail => detail.Message))}")
        {
            Target = details[0].Target,
            Details = details,
        };
    }

    private static string Text(Field field, string? value) =>
        Presentation.Display(field, value) is { } display ? Presentation.Quote(display) : "empty";
}
