using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Coordination.Records;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Patching;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets;

namespace FunctionsConnector.Core.Updates;

/// <summary>
/// Remembers the last queued update that changed each field. An older update that is retried late must not overwrite a later change.
/// </summary>
internal sealed class QueuedChanges(TimeProvider time)
{
    /// <summary>
    /// Longer than all five attempts of a queued update together. Two of them are at most an hour apart, because neither a message's
    /// visibility delay nor a vendor's <c>Retry-After</c> is longer.
    /// </summary>
    public static readonly TimeSpan Memory = TimeSpan.FromHours(5);

    private readonly Lock _lock = new();
    private readonly RecentValues<(RecordReference Record, string Field), QueuePosition> _last = new(Memory, time);

    /// <summary>How many fields of records are remembered.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _last.Count;
            }
        }
    }

    /// <summary>The failure of an update that a later one has superseded; else null.</summary>
    public Failure? CheckSuperseded(PlannedUpdate update, QueuePosition? position)
    {
        if (position is null)
        {
            return null;
        }

        lock (_lock)
        {
            var later = update.Changes
                .Where(change => _last.TryGet(Key(update, change), out var last) && position.IsBefore(last))
                .Select(change => change.Field)
                .ToList();
            return later.Count == 0 ? null : Superseded(update, later, position);
        }
    }

    public void Remember(PlannedUpdate update, QueuePosition? position)
    {
        if (position is null)
        {
            return;
        }

        lock (_lock)
        {
            foreach (var change in update.Changes)
            {
                // The members of a batch end in any order.
                var key = Key(update, change);
                _last.Set(key, _last.TryGet(key, out var last) && position.IsBefore(last) ? last : position);
            }
        }
    }

    /// <summary>
    /// Takes what queued updates changed in other instances. The queue's times are whole seconds, so the order of two updates with equal
    /// times is not known, and neither supersedes the other.
    /// </summary>
    /// <param name="record">The record.</param>
    /// <param name="hold">What is known of it; null where no other instance is known.</param>
    public void Learn(RecordReference record, RecordHold? hold)
    {
        if (hold is not { Changes.Count: > 0 })
        {
            return;
        }

        lock (_lock)
        {
            foreach (var (field, change) in hold.Changes)
            {
                var (key, position) = ((record.Key, field), new QueuePosition(change.QueuedAt, long.MinValue, TriedBefore: false));
                if (!_last.TryGet(key, out var last) || last.IsBefore(position))
                {
                    _last.Set(key, position);
                }
            }
        }
    }

    private static (RecordReference Record, string Field) Key(PlannedUpdate update, Change change) =>
        (update.Record.Key, change.Field.Name);

    private static Failure Superseded(PlannedUpdate update, List<Field> later, QueuePosition position)
    {
        var labels = string.Join(", ", later.Select(field => field.Label));
        var earlier = position.TriedBefore ? " Whether an earlier try of it was made is not known." : string.Empty;
        return new Failure(
            FailureCode.Conflict,
            $"An update that was queued later has changed {labels} of {update.Subject}. "
                + $"This update would overwrite that change, so it was not sent.{earlier}")
        {
            Target = later[0].Name,
        };
    }
}
