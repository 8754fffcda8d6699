using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Patching;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets;

namespace FunctionsConnector.Core.Updates;

/// <summary>
/// Reads the record back after the PATCH: neither a vendor's 200 nor its refusal nor a missing response says what the record holds.
/// </summary>
internal sealed class Verification(Timing timing, TimeProvider time)
{
    /// <summary>Readings until an accepted update counts as not made. The wait between two doubles: 10.5 s with three waits.</summary>
    private const int MostReadings = 4;

    /// <summary>A queued update has no caller who waits: 22.5 s.</summary>
    private const int MostReadingsOfQueued = 5;

    /// <summary>Whether the record shows every value of the update. A field that the record does not show may hold anything.</summary>
    public static bool Shows(Record record, PlannedUpdate update) => update.Changes.All(change => Shows(record, change));

    /// <summary>Whether a member of a refused batch must be retried individually: the record shows no change of it, or never will.</summary>
    public static bool MustRetry(PlannedUpdate update, WriteResult.Ambiguous result, ReadBack readBack) =>
        readBack.Seen.Succeeded(out var record, out var failure)
            ? !ShowsPartOf(record, update) && (result.IsRefusal ? Unreadable(record, update) : Unclear(record, update)).Length == 0
            : result.IsRefusal && !failure.Code.IsRetryable;

    /// <summary>The outcome of an update that the vendor accepted, by its read-back.</summary>
    public static Result<UpdateOutcome> OfAccepted(ITargetSystem system, PlannedUpdate update, WriteResult.Accepted result, ReadBack readBack)
    {
        var name = system.Settings.DisplayName;
        if (!readBack.Seen.Succeeded(out var record, out var failure))
        {
            return Outcomes.Unknown(update, $"{name} accepted the update, but the record could not be read afterwards ({failure.Code}).", failure.RetryAfter);
        }

        if (Shows(record, update))
        {
            return Outcomes.Of(update, OutcomeKind.Applied);
        }

        return Unclear(record, update) is { Length: > 0 } unclear && !update.Changes.Any(change => Differs(record, change))
            ? Outcomes.Unknown(update, $"{name} accepted the update, but the record {unclear}. Send verify: false to skip the read-back.", retryAfter: null)
            : NotApplied(update, record, $"{name} accepted the update, but the record does not show it:", LaterChange.Describe(update, result, readBack));
    }

    /// <summary>The outcome of an update whose response is a refusal, ambiguous or missing, by its read-back.</summary>
    public static Result<UpdateOutcome> OfAmbiguous(PlannedUpdate update, WriteResult.Ambiguous result, ReadBack readBack)
    {
        if (!readBack.Seen.Succeeded(out var record, out var failure))
        {
            return !result.IsRefusal || failure.Code.IsRetryable ? result.WhenUnreadable : Outcomes.RefusedUnseen(result.WhenAbsent, failure);
        }

        if (Shows(record, update))
        {
            return result.IsRefusal ? Outcomes.AppliedDespiteRefusal(update, result.WhenAbsent) : Outcomes.Of(update, OutcomeKind.Applied);
        }

        var isPart = ShowsPartOf(record, update) && !LaterChange.IsExcluded(result, record);
        if (Unclear(record, update) is { Length: > 0 } unclear)
        {
            return result.IsRefusal && !isPart && Unreadable(record, update).Length == 0
                ? result.WhenAbsent with { Message = $"{result.WhenAbsent.Message} The record {unclear}, so this could not be checked." }
                : result.WhenUnreadable;
        }

        // A partly made update must not be reported as rejected.
        return isPart && !result.WhenAbsent.Code.IsRetryable
            ? NotApplied(
                update,
                record,
                $"{result.WhenAbsent.Message} Part of the update may have been made nevertheless{(update.Before is null ? ", or was there before" : string.Empty)}:",
                note: string.Empty)
            : result.WhenAbsent;
    }

    /// <summary>
    /// The record after the PATCH. One read-back is enough where it shows the new values, unless the vendor is known to revert such a
    /// change, or where it agrees with a refusal. Else the record is read again: a vendor may show a change late. A record in the vendor's
    /// own response counts as the first reading.
    /// </summary>
    public async Task<ReadBack> ReadBackAsync(
        ITargetSystem system, PlannedUpdate update, WriteResult result, CallPriority priority, CancellationToken cancellationToken)
    {
        var echo = (result as WriteResult.Accepted)?.Echo is { } inResponse && NotShown(inResponse, update).Length == 0 ? inResponse : null;
        var seen = new List<Record>(1);
        for (var reading = 1; ; reading++)
        {
            Result<Record> next = reading == 1 && echo is not null
                ? echo
                : await system.ReadAsync(update.Record, update.Catalog, CallPriority.ReadBack, cancellationToken);
            if (next.Succeeded(out var record, out var failure))
            {
                seen.Add(record);
            }

            var isSettled = record is null ? !failure!.Code.IsRetryable || reading >= MostOf(result, priority, least: 2)
                : Shows(record, update) ? seen.Count > 1 || !system.MayBeReverted(update)
                : reading >= MostOf(result, priority, least: 1) || seen.Exists(earlier => Shows(earlier, update));
            if (isSettled || !await WaitAsync(timing.BetweenReadBacks * (1 << (reading - 1)), cancellationToken))
            {
                return seen.Count == 0 ? new ReadBack(failure!, []) : new ReadBack(seen[^1], seen[..^1]);
            }
        }
    }

    // A failure that is retryable claims nothing of the record, so two readings are enough for it.
    private static int MostOf(WriteResult result, CallPriority priority, int least) => result switch
    {
        WriteResult.Ambiguous { IsRefusal: true } => least,
        WriteResult.Ambiguous { WhenAbsent.Code.IsRetryable: true } => 2,
        _ => priority == CallPriority.Queue ? MostReadingsOfQueued : MostReadings,
    };

    private async Task<bool> WaitAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(wait, time, cancellationToken);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static bool Shows(Record record, Change change) =>
        record.Shows(change.Field.Name) && ValueComparison.Same(change.Field, change.Value, record[change.Field.Name]);

    private static bool IsUnreadable(Record record, Change change) =>
        change.Value is not null && !Shows(record, change) && !ValueComparison.IsReadable(change.Field, record[change.Field.Name]);

    private static bool Differs(Record record, Change change) =>
        record.Shows(change.Field.Name) && !Shows(record, change) && !IsUnreadable(record, change);

    private static bool ShowsPartOf(Record record, PlannedUpdate update) => update.Changes.Any(change =>
        Shows(record, change) && (update.Before is null || Differs(update.Before, change)));

    private static string NotShown(Record record, PlannedUpdate update) =>
        string.Join(", ", update.Changes.Where(change => !record.Shows(change.Field.Name)).Select(change => change.Field.Name));

    private static string Unreadable(Record record, PlannedUpdate update) => string.Join(
        " and ",
        update.Changes.Where(change => IsUnreadable(record, change)).Select(change => $"shows {change.Field.Name} as {Shown(record, change)}, a form that cannot be read"));

    /// <summary>What the record leaves open, as it reads after "the record"; empty where it shows every field in a known form.</summary>
    private static string Unclear(Record record, PlannedUpdate update)
    {
        var (notShown, unreadable) = (NotShown(record, update), Unreadable(record, update));
        return notShown.Length == 0 ? unreadable : $"does not show {notShown}{(unreadable.Length == 0 ? string.Empty : $" and {unreadable}")}";
    }

    private static string Shown(Record record, Change change) => Presentation.Describe(change.Field, record[change.Field.Name]);

    private static Failure NotApplied(PlannedUpdate update, Record record, string what, string note)
    {
        var failure = Failure.Of(
            FailureCode.UpdateNotApplied,
            what,
            [
                .. update.Changes.Where(change => !Shows(record, change)).Select(change => new FailureDetail(
                    FailureDetailCode.ValueNotApplied,
                    change.Field.Name,
                    $"{change.Field.Label} was to be {Presentation.Describe(change.Field, change.Value)} and is "
                    + $"{(!record.Shows(change.Field.Name) ? "not shown" : IsUnreadable(record, change) ? $"shown as {Shown(record, change)}, which cannot be read" : Shown(record, change))}.")),
            ]);
        return note.Length == 0 ? failure : failure with { Message = $"{failure.Message} {note}" };
    }
}
