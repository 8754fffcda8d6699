using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Patching;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets;

namespace FunctionsConnector.Core.Updates;

/// <summary>Looks at the record after the PATCH, because neither a vendor's yes nor its silence says what the record holds.</summary>
internal sealed class Confirmation(Timing timing, TimeProvider time)
{
    /// <summary>Whether the record has every value of the update.</summary>
    public static bool Shows(Record record, PlannedUpdate update) =>
        update.Changes.All(change => ValueComparison.Same(change.Field, change.Value, record[change.Field.Name]));

    /// <summary>
    /// After a yes. One look is enough where it shows the new values, unless the vendor is known to take such a change back;
    /// where it does not show them, one more look decides.
    /// </summary>
    public async Task<Result<UpdateOutcome>> ConfirmAsync(
        ITargetSystem system, PlannedUpdate update, Record? echo, CancellationToken cancellationToken)
    {
        Result<Record> look = echo is not null && ShowsFieldsOf(echo, update)
            ? echo
            : await system.ReadAsync(update.Record, update.Catalog, cancellationToken);
        if (look.Value is not null && Shows(look.Value, update) && !system.MayBeTakenBack(update))
        {
            return Outcomes.Of(update, OutcomeKind.Applied);
        }

        if (await WaitAsync(cancellationToken))
        {
            look = await system.ReadAsync(update.Record, update.Catalog, cancellationToken);
        }
        else
        {
            look = new Failure(FailureCode.SystemUnavailable, "no time was left to read the record");
        }

        if (!look.Succeeded(out var record, out var failure))
        {
            return Unknown(update, $"{system.Settings.DisplayName} accepted the update, but the record could not be read afterwards: {failure.Message}");
        }

        if (Shows(record, update))
        {
            return Outcomes.Of(update, OutcomeKind.Applied);
        }

        return ShowsFieldsOf(record, update)
            ? NotApplied(update, record, $"{system.Settings.DisplayName} accepted the update, but the record does not show it:")
            : Unknown(update, $"{system.Settings.DisplayName} accepted the update, but does not show {Hidden(record, update)}. "
                + "Send verify: false to take its word.");
    }

    /// <summary>After an answer that settles nothing, or none.</summary>
    public static async Task<Result<UpdateOutcome>> InvestigateAsync(
        ITargetSystem system, PlannedUpdate update, WriteAnswer.Doubtful doubt, CancellationToken cancellationToken)
    {
        if (!(await system.ReadAsync(update.Record, update.Catalog, cancellationToken)).Succeeded(out var record, out _))
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

    private static bool ShowsPartOf(Record record, PlannedUpdate update) => update.Changes.Any(change =>
        ValueComparison.Same(change.Field, change.Value, record[change.Field.Name])
        && (update.Before is null || !ValueComparison.Same(change.Field, change.Value, update.Before[change.Field.Name])));

    private static bool ShowsFieldsOf(Record record, PlannedUpdate update) => update.Changes.All(change => record.Shows(change.Field.Name));

    private static string Hidden(Record record, PlannedUpdate update) =>
        string.Join(", ", update.Changes.Where(change => !record.Shows(change.Field.Name)).Select(change => change.Field.Name));

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

    private static Failure Unknown(PlannedUpdate update, string message) =>
        new(FailureCode.OutcomeUnknown, $"{message} Whether {update.Record.RecordType} {update.Record.RecordId} was changed is not known.");

    private static Failure NotApplied(PlannedUpdate update, Record record, string what)
    {
        var details = update.Changes
            .Where(change => !ValueComparison.Same(change.Field, change.Value, record[change.Field.Name]))
            .Select(change => new FailureDetail(
                FailureDetailCode.ValueNotApplied,
                change.Field.Name,
                $"{change.Field.Label} was to be {Text(change.Field, change.Value)} and is {Text(change.Field, record[change.Field.Name])}."))
            .ToList();
        return new Failure(
            FailureCode.UpdateNotApplied,
            $"{what} {string.Join(" ", details.Select(detail => detail.Message))}")
        {
            Target = details[0].Target,
            Details = details,
        };
    }

    private static string Text(Field field, string? value) =>
        Presentation.Display(field, value) is { } display ? Presentation.Quote(display) : "empty";
}
