using FunctionsConnector.Core.Targets;

namespace FunctionsConnector.Core.Updates;

/// <summary>
/// Lets updates of one record happen one after the other, in the order in which they came: two at once would each read back what
/// the other wrote, and report it wrongly.
/// </summary>
internal sealed class RecordTurns
{
    private readonly Lock _lock = new();
    private readonly Dictionary<RecordReference, Line> _lines = [];

    /// <summary>Waits for the record's turn. Dispose of it when the update is over.</summary>
    /// <returns>The turn, or null where it did not come in time.</returns>
    public async Task<IDisposable?> TakeAsync(RecordReference record, CancellationToken cancellationToken)
    {
        var key = record with { System = record.System.ToUpperInvariant(), RecordType = record.RecordType.ToUpperInvariant(), RecordId = record.RecordId.ToUpperInvariant() };
        Line line;
        lock (_lock)
        {
            if (!_lines.TryGetValue(key, out line!))
            {
                _lines[key] = line = new Line();
            }

            line.Waiting++;
        }

        try
        {
            await line.Turn.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Leave(key, line);
            return null;
        }

        return new Turn(this, key, line);
    }

    private void Leave(RecordReference key, Line line)
    {
        lock (_lock)
        {
            if (--line.Waiting == 0)
            {
                _lines.Remove(key);
                line.Turn.Dispose();
            }
        }
    }

    private sealed class Line
    {
        public SemaphoreSlim Turn { get; } = new(1, 1);

        public int Waiting { get; set; }
    }

    private sealed class Turn(RecordTurns turns, RecordReference key, Line line) : IDisposable
    {
        public void Dispose()
        {
            line.Turn.Release();
            turns.Leave(key, line);
        }
    }
}
