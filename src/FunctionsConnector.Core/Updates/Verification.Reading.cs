using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Patching;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets;
using FunctionsConnector.Core.Updates.Coalescing;

namespace FunctionsConnector.Core.Updates;

/// <content>How often the record is read back.</content>
internal sealed partial class Verification
{
    /// <summary>The waits between the read-backs for a caller, in <see cref="Timing.BetweenReadBacks"/>. Values have been seen 2.5 s late.</summary>
    private static readonly int[] Waits = [1, 1];

    /// <summary>For a message, which has more time.</summary>
    private static readonly int[] WaitsOfMessage = [1, 1, 2, 4];

    /// <summary>
    /// The record after the PATCH. One read-back is enough where it shows the new values, unless the vendor is known to revert such a
    /// change. Else it is read again, because some vendors show a change late. A record in the vendor's own response counts as the first.
    /// </summary>
    /// <param name="system">The system.</param>
    /// <param name="sent">The update, and what is known after the vendor's response.</param>
    /// <param name="report">Receives each reading, for a caller whose time ends before the last one.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<ReadBack> ReadBackAsync(ITargetSystem system, SentUpdate sent, Action<Record> report, CancellationToken cancellationToken)
    {
        var (update, result) = (sent.Update, sent.Result);
        var echo = (result as WriteResult.Accepted)?.Echo;
        Result<Record> last = echo is not null && NotReadable(echo, update).Length == 0 ? echo : await ReadAsync(system, sent, cancellationToken);

        // A message has more time than a caller.
        var waits = result is WriteResult.Accepted && sent.Priority == CallPriority.Queue ? WaitsOfMessage : Waits;
        var isRepeated = false;
        for (var wait = 0; wait < waits.Length && !IsSettled(last, isFirst: wait == 0); wait++)
        {
            if (last.Value is { } seen)
            {
                report(seen);
            }

            if (!await WaitAsync(timing.BetweenReadBacks * waits[wait], cancellationToken))
            {
                break;
            }

            var next = await ReadAsync(system, sent, cancellationToken);
            isRepeated |= next.Value is not null && last.Value is not null;
            last = next.Value is null && last.Value is not null ? last : next;
        }

        return new ReadBack(last, isRepeated);

        bool IsSettled(Result<Record> read, bool isFirst)
        {
            if (!read.Succeeded(out var record, out var failure))
            {
                // A vendor may write and then refuse, even with a 404, and one 403 or 404 of the reading may be an accident. Both must not
                // hide a change.
                var mayBeAccident = isFirst && failure.Code == FailureCode.RecordNotFound
                    && result is WriteResult.Ambiguous { WhenAbsent.Code.IsRetryable: false };
                return !failure.Code.IsRetryable && !mayBeAccident;
            }

            if (update.Changes.All(change => IsCertain(record, change, update.Before)))
            {
                return !isFirst || system.RevertibleField(update) is null;
            }

            // Another form, or a field that is not shown, comes back as it is.
            return !Shows(record, update) && !update.Changes.Any(change => Differs(record, change));
        }
    }

    /// <summary>
    /// Whether the record shows the change, and not a value from before that looks like an adjusted one: the e-mail address of before, say,
    /// where only the case of its letters is changed.
    /// </summary>
    private static bool IsCertain(Record record, Change change, Record? before) => MatchOf(record, change) switch
    {
        <= ValueMatch.Equivalent => true,
        ValueMatch.Adjusted => before is not null && before[change.Field.Name] != record[change.Field.Name],
        _ => false,
    };

    private static Task<Result<Record>> ReadAsync(ITargetSystem system, SentUpdate sent, CancellationToken cancellationToken) =>
        sent.Member is { } member
            ? member.ReadBackAsync(system, sent.Update, cancellationToken)
            : system.ReadAsync(sent.Update.Record, sent.Update.Catalog, CallPriority.ReadBack, cancellationToken);

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
}
