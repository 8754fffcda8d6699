using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Patching;
using FunctionsConnector.Core.Targets;
using FunctionsConnector.Core.Updates.Resolving;

namespace FunctionsConnector.Core.Updates;

/// <summary>
/// Prepares an update again where it failed and the catalog may have changed since it was read. The caller's words may then mean
/// another choice, or nothing at all.
/// </summary>
internal static class Renewal
{
    /// <summary>The failure of an update whose condition cannot be judged, because the record shows other labels than the catalog. Nothing was sent.</summary>
    public static readonly Failure LabelsDiffer = new(FailureCode.UpdateInvalid, "The choices have changed since they were read.");

    private static Result<PreparedUpdate>? FirstStands => null;

    /// <summary>Whether the record shows its choices in these fields under other labels than the catalog.</summary>
    public static bool HasOtherLabels(Record record, IReadOnlyList<Field> fields)
    {
        for (var index = 0; index < fields.Count; index++)
        {
            if (IsOtherwiseLabelled(new Change(fields[index], record[fields[index].Name]), record))
            {
                return true;
            }
        }

        return false;
    }

    /// <returns>The update by the newer catalog, or its failure; null where the first failure stands.</returns>
    public static async ValueTask<Result<PreparedUpdate>?> FindAsync(
        ITargetSystem system, PreparedUpdate prepared, UpdateRequest request, Failure failure, CancellationToken cancellationToken)
    {
        var isUnsent = failure.Code == FailureCode.UpdateInvalid;
        var isIgnored = failure.Code == FailureCode.UpdateNotApplied || failure.Code == FailureCode.OutcomeUnknown;
        if (!isUnsent && !isIgnored && !(failure.Code == FailureCode.UpdateRejected && prepared.ChangesChoices))
        {
            return FirstStands;
        }

        if (!(await system.GetNewerCatalogAsync(prepared.Catalog, cancellationToken)).Succeeded(out var newer, out var unavailable))
        {
            return isUnsent ? CurrentCatalog.Unconfirmed(failure, unavailable) : FirstStands;
        }

        if (ReferenceEquals(newer, prepared.Catalog) && !ReferenceEquals(failure, LabelsDiffer))
        {
            return FirstStands;
        }

        if (!(await Preparation.PrepareAsync(system, newer, request, isConfirmed: true, cancellationToken)).Succeeded(out var renewed, out var refusal))
        {
            // A name could not be asked for, which says nothing of the update that was sent.
            if (refusal.Code != FailureCode.UpdateInvalid)
            {
                return isUnsent ? refusal : FirstStands;
            }

            // A part of the update may be in the record, so it was not refused before it was sent. A choice that is gone by now may have
            // been written before.
            var isCertain = failure.Code == FailureCode.UpdateNotApplied || refusal.Details.All(detail => detail.Code == FailureDetailCode.FieldNotFound);
            return !isIgnored ? refusal : isCertain ? NotApplied(refusal) : FirstStands;
        }

        // A PATCH that may have changed the record may also have broken its own condition.
        var isOther = isUnsent || (!renewed.MeansTheSame(prepared) && !(isIgnored && request.OnlyIf.Count > 0));
        return isOther ? renewed : FirstStands;
    }

    // Accepted or without a response: both come here.
    private static Failure NotApplied(Failure refusal) => refusal with
    {
        Code = FailureCode.UpdateNotApplied,
        Message = $"The update was sent, but the record's fields have changed since they were read: {refusal.Message}",
    };

    /// <summary>The outcome of the second attempt. Its failure must not say that nothing was sent where the first attempt was.</summary>
    public static Result<UpdateOutcome> Join(Failure first, Result<UpdateOutcome> second) =>
        second.Failure is { Code.IsRetryable: true } failure && first.Code != FailureCode.UpdateInvalid
            ? failure with { Code = FailureCode.OutcomeUnknown, Wait = null, Message = $"{first.Message} A second attempt by the changed fields failed: {failure.Message}" }
            : second;

    /// <summary>
    /// Compares the labels that the record shows with those of the catalog. Where one differs, a newer catalog says what the caller's
    /// words mean now. Autotask shows ids only, so there this never differs.
    /// </summary>
    /// <param name="system">The system.</param>
    /// <param name="request">The caller's words.</param>
    /// <param name="prepared">What they meant by the catalog.</param>
    /// <param name="outcome">The outcome of the update.</param>
    /// <param name="update">The update.</param>
    /// <param name="record">The record that shows it.</param>
    /// <param name="cancellationToken">Ends the wait for a newer catalog.</param>
    /// <returns>The outcome with the labels of today; a failure where the words mean another choice now.</returns>
    public static async ValueTask<Result<UpdateOutcome>> ConfirmLabelsAsync(
        ITargetSystem system,
        UpdateRequest request,
        PreparedUpdate prepared,
        Result<UpdateOutcome> outcome,
        PlannedUpdate update,
        Record? record,
        CancellationToken cancellationToken)
    {
        if (record is null || !outcome.Succeeded(out var made, out _) || !update.Changes.Any(change => IsOtherwiseLabelled(change, record)))
        {
            return outcome;
        }

        if (!(await system.GetNewerCatalogAsync(update.Catalog, cancellationToken)).Succeeded(out var newer, out var failure))
        {
            return failure with { Code = FailureCode.OutcomeUnknown, Wait = null, Message = $"{Differences(update, record)} The list of choices could not be read again. {failure.Message}" };
        }

        var again = await Preparation.PrepareAsync(system, newer, request, isConfirmed: false, cancellationToken);
        if (again.Failure is { } unknown && unknown.Code != FailureCode.UpdateInvalid)
        {
            return unknown with { Code = FailureCode.OutcomeUnknown, Wait = null, Message = $"{Differences(update, record)} What was asked for could not be read again. {unknown.Message}" };
        }

        if (again.Value is { } renewed && renewed.MeansTheSame(prepared))
        {
            var relabelled = update.Changes.Select(change => change with { Field = newer.Find(change.Field.Name) ?? change.Field });
            return made with { Fields = Outcomes.Fields(update with { Changes = [.. relabelled] }, record) };
        }

        return Failure.Of(
            FailureCode.UpdateNotApplied,
            "The choices have changed since they were read, so another one was written:",
            [.. update.Changes.Where(change => IsOtherwiseLabelled(change, record)).Select(change =>
                new FailureDetail(FailureDetailCode.ValueNotApplied, change.Field.Name, Difference(change, record)))]);
    }

    private static bool IsOtherwiseLabelled(Change change, Record record) =>
        change.Value is not null
        && change.Field is { Choices: not null, AllowsMultiple: false }
        && record.DisplayOf(change.Field)?.Trim() is { Length: > 0 } shown
        && !string.Equals(shown, Presentation.Display(change.Field, change.Value)!.Trim(), StringComparison.OrdinalIgnoreCase);

    private static string Differences(PlannedUpdate update, Record record) =>
        string.Join(" ", update.Changes.Where(change => IsOtherwiseLabelled(change, record)).Select(change => Difference(change, record)));

    private static string Difference(Change change, Record record) =>
        $"{change.Field.Label} was to be {Presentation.Describe(change.Field, change.Value)} and is shown as {Presentation.Quote(record.DisplayOf(change.Field)!)}.";
}
