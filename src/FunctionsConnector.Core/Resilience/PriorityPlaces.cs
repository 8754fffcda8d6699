namespace FunctionsConnector.Core.Resilience;

/// <summary>
/// So many places, given in the order of asking: to what confirms a PATCH before all others, and to callers before the queue, which
/// gets every fourth place all the same, or it might starve.
/// </summary>
internal sealed class PriorityPlaces
{
    private const int MostCallersInARow = 3;

    private readonly Lock _lock = new();
    private readonly LinkedList<TaskCompletionSource<bool>>[] _lines = new LinkedList<TaskCompletionSource<bool>>[Enum.GetValues<CallUrgency>().Length];
    private int _free;
    private int _callersInARow;

    /// <param name="places">How many there are.</param>
    public PriorityPlaces(int places)
    {
        _free = places;
        for (var urgency = 0; urgency < _lines.Length; urgency++)
        {
            _lines[urgency] = new LinkedList<TaskCompletionSource<bool>>();
        }
    }

    /// <summary>How many would go before somebody who asked now; 0 where a place is free.</summary>
    public int Ahead(CallUrgency urgency)
    {
        lock (_lock)
        {
            return _free > 0 ? 0 : 1 + _lines.Take((int)urgency + 1).Sum(line => line.Count);
        }
    }

    /// <summary>Takes a place where one is free.</summary>
    public bool TryEnter()
    {
        lock (_lock)
        {
            var isFree = _free > 0;
            _free -= isFree ? 1 : 0;
            return isFree;
        }
    }

    /// <returns>True with a place; false where the time ran out first.</returns>
    public ValueTask<bool> EnterAsync(CallUrgency urgency, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_free > 0)
            {
                _free--;
                return new ValueTask<bool>(true);
            }

            var waiting = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            var line = _lines[(int)urgency];
            line.AddLast(waiting);
            return new ValueTask<bool>(WaitAsync(waiting, line, cancellationToken));
        }
    }

    public void Leave()
    {
        lock (_lock)
        {
            while (Next() is { } next)
            {
                next.List!.Remove(next);
                if (next.Value.TrySetResult(true))
                {
                    return;
                }
            }

            _free++;
        }
    }

    private async Task<bool> WaitAsync(
        TaskCompletionSource<bool> waiting, LinkedList<TaskCompletionSource<bool>> line, CancellationToken cancellationToken)
    {
        await using var giveUp = cancellationToken.Register(() => waiting.TrySetResult(false));
        var entered = await waiting.Task;
        if (!entered)
        {
            lock (_lock)
            {
                line.Remove(waiting);
            }
        }

        return entered;
    }

    private LinkedListNode<TaskCompletionSource<bool>>? Next()
    {
        var (callers, queue) = (_lines[(int)CallUrgency.Caller], _lines[(int)CallUrgency.Queue]);
        if (_lines[(int)CallUrgency.Confirmation].First is { } urgent)
        {
            return urgent;
        }

        var isQueuesTurn = callers.Count == 0 || (queue.Count > 0 && _callersInARow >= MostCallersInARow);
        _callersInARow = isQueuesTurn || queue.Count == 0 ? 0 : _callersInARow + 1;
        return isQueuesTurn ? queue.First : callers.First;
    }
}
