namespace FunctionsConnector.Core.Resilience;

/// <summary>Lets at most so many calls start in any 60 seconds, of those that are counted.</summary>
/// <param name="calls">How many.</param>
/// <param name="longestWait">Who would have to wait longer is refused at once.</param>
/// <param name="time">The clock.</param>
internal sealed class MinuteBudget(int calls, TimeSpan longestWait, TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Queue<DateTimeOffset> _starts = new();

    /// <summary>One at a time waits for the budget; the others wait in their order behind the door.</summary>
    private readonly PriorityPlaces _door = new(1);

    /// <summary>Waits until a call may start, and counts it.</summary>
    /// <param name="count">How many calls to count, all at once; never more than the budget.</param>
    /// <param name="urgency">Who waits.</param>
    /// <param name="enter">Waits for whatever else a call needs before it starts, once the budget has room for it; false where that does not come in time.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>Null once it may start; how long it would still have to wait where the time ran out first, or would.</returns>
    public async Task<TimeSpan?> SpendAsync(int count, CallUrgency urgency, Func<ValueTask<bool>> enter, CancellationToken cancellationToken)
    {
        count = Math.Min(count, calls);
        var estimate = Wait(count * (1 + _door.Ahead(urgency)));
        if (estimate > longestWait || !await _door.EnterAsync(urgency, cancellationToken))
        {
            return estimate;
        }

        try
        {
            return await SpendInTurnAsync(count, enter, cancellationToken);
        }
        finally
        {
            _door.Leave();
        }
    }

    private async Task<TimeSpan?> SpendInTurnAsync(int count, Func<ValueTask<bool>> enter, CancellationToken cancellationToken)
    {
        while (Wait(count) is var wait && wait > TimeSpan.Zero)
        {
            try
            {
                await Task.Delay(wait, time, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                return wait;
            }
        }

        if (!await enter())
        {
            return TimeSpan.Zero;
        }

        // The room is still there: nobody else spends while this one is in turn.
        Start(count);
        return null;
    }

    private void Start(int count)
    {
        lock (_lock)
        {
            for (var call = 0; call < count; call++)
            {
                _starts.Enqueue(time.GetUtcNow());
            }
        }
    }

    /// <summary>How long until so many calls more may have started.</summary>
    private TimeSpan Wait(int count)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            while (_starts.TryPeek(out var oldest) && now - oldest >= Window)
            {
                _starts.Dequeue();
            }

            // Those beyond a whole budget go a whole window later each.
            var beyond = count - (calls - _starts.Count) - 1;
            return beyond < 0 || _starts.Count == 0
                ? Window * Math.Max(0, (count - 1) / calls)
                : _starts.ElementAt(beyond % _starts.Count) + (Window * (1 + (beyond / calls))) - now;
        }
    }
}
