using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Patching;
using FunctionsConnector.Core.Targets;

namespace FunctionsConnector.Core.Updates;

/// <summary>
/// Remembers which queued update was the last to change a field, so that an older one whose turn comes late, after it had to be
/// tried again, does not undo a newer one.
/// </summary>
internal sealed class QueuedChanges(TimeProvider time)
{
    /// <summary>
    /// Longer than all tries of a queued update take together: five, with no more than an hour between two, for neither what a queue hides
    /// nor what a vendor's <c>Retry-After</c> is taken for may be longer.
    /// </summary>
    private static readonly TimeSpan Memory = TimeSpan.FromHours(5);

    private readonly Lock _lock = new();
    private readonly Dictionary<(RecordReference Record, string Field), (QueuePlace Place, DateTimeOffset At)> _last = [];
    private DateTimeOffset _nextSweep = time.GetUtcNow() + Memory;

    /// <summary>Why the update must not be made any more, or null.</summary>
    public Failure? Supersede(PlannedUpdate update, QueuePlace? place)
    {
        if (place is null)
        {
            return null;
        }

        lock (_lock)
        {
            var newer = update.Changes
                .Where(change => _last.TryGetValue(Key(update, change), out var last) && place.IsBefore(last.Place))
                .Select(change => change.Field)
                .ToList();
            return newer.Count == 0 ? null : Superseded(update, newer, place);
        }
    }

    public void Remember(PlannedUpdate update, QueuePlace? place)
    {
        if (place is null)
        {
            return;
        }

        lock (_lock)
        {
            var now = time.GetUtcNow();
            Sweep(now);
            foreach (var change in update.Changes)
            {
                // Those that travelled together come here in any order.
                var key = Key(update, change);
                _last[key] = (_last.TryGetValue(key, out var last) && place.IsBefore(last.Place) ? last.Place : place, now);
            }
        }
    }

    private static (RecordReference Record, string Field) Key(PlannedUpdate update, Change change) =>
        (update.Record.Key, change.Field.Name);

    private void Sweep(DateTimeOffset now)
    {
        if (now < _nextSweep)
        {
            return;
        }

        _nextSweep = now + Memory;
        foreach (var key in _last.Where(pair => pair.Value.At + Memory < now).Select(pair => pair.Key).ToList())
        {
            _last.Remove(key);
        }
    }

    private static Failure Superseded(PlannedUpdate update, List<Field> newer, QueuePlace place)
    {
        var labels = string.Join(", ", newer.Select(field => field.Label));
        var earlier = place.TriedBefore ? " Whether an earlier try of it was made is not known." : string.Empty;
        return new Failure(
            FailureCode.Conflict,
            $"An update that was queued later has changed {labels} of {update.Record.RecordType} {update.Record.RecordId} already. "
                + $"This one would undo that, so it was not sent.{earlier}")
        {
            Target = newer[0].Name,
        };
    }
}
