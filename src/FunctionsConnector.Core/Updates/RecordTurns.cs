using FunctionsConnector.Core.Targets;

namespace FunctionsConnector.Core.Updates;

/// <summary>
/// Lets updates of one record happen one after the other, in the order in which they came: two at once would each read back what
/// the other wrote, and report it wrongly. Of those that were queued, the one that was queued first goes first.
/// </summary>
internal sealed class RecordTurns(TimeProvider time)
{
    /// <summary>
    /// A batch of queued updates is handed over in no order, all within moments of each other. An idle record waits this long for
    /// the rest of the batch, so that the first to come is not taken for the first to go.
    /// </summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(20);

    private readonly Lock _lock = new();
    private readonly Dictionary<RecordReference, List<Waiter>> _lines = [];

    /// <summary>Waits for the record's turn. Dispose of it when the update is over.</summary>
    /// <returns>The turn, or null where it did not come in time.</returns>
    public async Task<IDisposable?> TakeAsync(RecordReference record, QueuePlace? place, CancellationToken cancellationToken)
    {
        var key = record with { System = record.System.ToUpperInvariant(), RecordType = record.RecordType.ToUpperInvariant(), RecordId = record.RecordId.ToUpperInvariant() };
        var waiter = new Waiter(place);
        var isFirst = Join(key, waiter);
        if (isFirst)
        {
            await GatherAsync(place);
            Next(key);
        }

        await using var givingUp = cancellationToken.Register(() => GiveUp(key, waiter));
        return await waiter.Turn.Task ? new Turn(this, key) : null;
    }

    /// <returns>Whether the record was idle, so that whoever has joined must open it.</returns>
    private bool Join(RecordReference key, Waiter waiter)
    {
        lock (_lock)
        {
            var isFirst = _lines.TryAdd(key, []);
            _lines[key].Add(waiter);
            return isFirst;
        }
    }

    private Task GatherAsync(QueuePlace? place) => place is null ? Task.CompletedTask : Task.Delay(Gathering, time, CancellationToken.None);

    private void Next(RecordReference key)
    {
        lock (_lock)
        {
            var line = _lines[key];
            while (line.Count > 0)
            {
                var next = Choose(line);
                line.Remove(next);
                if (next.Turn.TrySetResult(true))
                {
                    return;
                }
            }

            _lines.Remove(key);
        }
    }

    private static Waiter Choose(List<Waiter> line)
    {
        var first = line[0];
        foreach (var other in line)
        {
            if (first.Place is { } place && other.Place is { } earlier && earlier.IsBefore(place))
            {
                first = other;
            }
        }

        return first;
    }

    private void GiveUp(RecordReference key, Waiter waiter)
    {
        lock (_lock)
        {
            if (waiter.Turn.TrySetResult(false) && _lines.TryGetValue(key, out var line))
            {
                line.Remove(waiter);
            }
        }
    }

    private sealed record Waiter(QueuePlace? Place)
    {
        public TaskCompletionSource<bool> Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class Turn(RecordTurns turns, RecordReference key) : IDisposable
    {
        public void Dispose() => turns.Next(key);
    }
}
