using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets;
using FunctionsConnector.Core.Telemetry;

namespace FunctionsConnector.Core.Updates.Joining;

/// <summary>
/// Lets updates of one record happen one after the other, in the order in which they came: two at once would each read back what
/// the other wrote, and report it wrongly. Of those that were queued, the one that was queued first goes first. Who has the turn may
/// take along others that wait.
/// </summary>
internal sealed class RecordTurns(TimeProvider time)
{
    /// <summary>
    /// A batch of queued updates is handed over in no order, all within moments of each other. An idle record waits this long for
    /// the rest of the batch, so that the first to come is not taken for the first to go.
    /// </summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(20);

    private readonly Lock _lock = new();

    // Who waits for each record that is busy. Nearly always that is nobody, and there is no line yet.
    private readonly Dictionary<RecordReference, List<WaitingUpdate>?> _lines = [];

    /// <summary>Waits for the record's turn, or for another's that takes this update along. Dispose of it when the update is over.</summary>
    /// <param name="update">The update.</param>
    /// <param name="untilHeard">Ends the waiting for what became of it, where another took it along.</param>
    /// <param name="untilStarted">Ends the waiting for a turn.</param>
    /// <returns>The turn, or null where it did not come in time.</returns>
    public ValueTask<RecordTurn?> TakeAsync(PreparedUpdate update, TimeLimit untilHeard, CancellationToken untilStarted)
    {
        // Nearly every record is idle when a caller asks for it.
        var key = update.Record.Key;
        if (update.Place is null && TryOpen(key))
        {
            using var step = Tracing.Start(TelemetryNames.WaitForTurn);
            return new ValueTask<RecordTurn?>(RecordTurn.Own(this, key));
        }

        return WaitAsync(update, untilHeard, untilStarted);
    }

    /// <summary>Takes all that wait for the record out of its line, in their order. Give back those that are not taken along.</summary>
    public IReadOnlyList<WaitingUpdate> TakeWaiting(RecordReference key)
    {
        lock (_lock)
        {
            if (_lines[key] is not { Count: > 0 } line)
            {
                return [];
            }

            var waiting = InOrder(line);
            line.Clear();
            return waiting;
        }
    }

    /// <summary>Puts updates back to where they were: before those that came later.</summary>
    public void GiveBack(RecordReference key, IReadOnlyList<WaitingUpdate> waiting)
    {
        lock (_lock)
        {
            LineOf(key).InsertRange(0, waiting.Where(update => update.IsStillWaiting()));
        }
    }

    /// <summary>Gives the turn to the next in line.</summary>
    public void Next(RecordReference key)
    {
        lock (_lock)
        {
            if (_lines.Remove(key, out var line) && line is { Count: > 0 })
            {
                var next = InOrder(line)[0];
                line.Remove(next);
                _lines.Add(key, line);
                next.Give(RecordTurn.Own(this, key, next.GoesAlone));
            }
        }
    }

    private async ValueTask<RecordTurn?> WaitAsync(PreparedUpdate update, TimeLimit untilHeard, CancellationToken untilStarted)
    {
        using var step = Tracing.Start(TelemetryNames.WaitForTurn);
        var waiting = new WaitingUpdate(update);

        // Asked for before anybody can take it along and send it back, which is when it waits for another.
        var first = waiting.Turn;
        if (Join(waiting))
        {
            if (update.Place is not null)
            {
                await Task.Delay(Gathering, time, CancellationToken.None);
            }

            Next(waiting.Key);
        }

        var isItsTurn = first is { IsCompletedSuccessfully: true, Result.IsOwn: true };
        await using var givingUp = isItsTurn ? default : untilStarted.Register(() => GiveUp(waiting));
        for (var coming = first; await coming is { } turn; coming = waiting.Turn)
        {
            if (turn.IsOwn || await turn.TravelsAsync(untilHeard.Token))
            {
                Tracing.LinkUpdate(step, turn.Sent?.Span ?? default);
                return turn;
            }

            // Those it travelled with were refused together, so it is waiting again, to go alone.
            turn.Dispose();
        }

        return null;
    }

    /// <returns>Whether the record was idle, so that whoever has joined must open it.</returns>
    private bool Join(WaitingUpdate waiting)
    {
        lock (_lock)
        {
            var isFirst = _lines.TryAdd(waiting.Key, null);
            LineOf(waiting.Key).Add(waiting);
            return isFirst;
        }
    }

    /// <summary>Takes the turn of an idle record at once.</summary>
    private bool TryOpen(RecordReference key)
    {
        lock (_lock)
        {
            return _lines.TryAdd(key, null);
        }
    }

    private List<WaitingUpdate> LineOf(RecordReference key) => _lines[key] ??= [];

    /// <summary>As they came; but those that were queued take the places that they have among themselves by the order of the queue.</summary>
    private static List<WaitingUpdate> InOrder(List<WaitingUpdate> line)
    {
        if (line.Count < 2)
        {
            return [.. line];
        }

        var queued = new Queue<WaitingUpdate>(line.Where(update => update.Place is not null).OrderBy(update => update.Place!.Order));
        return [.. line.Select(update => update.Place is null ? update : queued.Dequeue())];
    }

    private void GiveUp(WaitingUpdate waiting)
    {
        lock (_lock)
        {
            // Who is on the way with others is not in the line, and hears what becomes of it.
            waiting.GiveUp(isInLine: _lines.GetValueOrDefault(waiting.Key)?.Remove(waiting) is true);
        }
    }
}
