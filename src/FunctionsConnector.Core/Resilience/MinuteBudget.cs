namespace FunctionsConnector.Core.Resilience;

/// <summary>A sliding-window limit: at most so many charged calls start in any 60 seconds.</summary>
/// <param name="calls">How many calls.</param>
/// <param name="longestWait">A call with a longer estimated wait is refused at once.</param>
/// <param name="time">The clock.</param>
internal sealed class MinuteBudget(int calls, TimeSpan longestWait, TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Queue<TimeSpan> _starts = new();

    /// <summary>One call at a time waits for the budget; the others wait in this queue.</summary>
    private readonly PrioritySemaphore _queue = new(1);

    /// <summary>Waits until a call may start, and charges it.</summary>
    /// <param name="count">How many calls to charge at once; never more than the budget.</param>
    /// <param name="priority">The call's priority.</param>
    /// <param name="acquire">Once the budget has room, waits for what else the call needs; false where that times out.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Null once the call may start; the remaining wait where it timed out or would.</returns>
    public async Task<TimeSpan?> SpendAsync(int count, CallPriority priority, Func<ValueTask<bool>> acquire, CancellationToken cancellationToken)
    {
        count = Math.Min(count, calls);
        var estimate = Wait(count * (1 + _queue.Ahead(priority)));
        if (estimate > longestWait || !await _queue.AcquireAsync(priority, cancellationToken))
        {
            return estimate;
        }

        try
        {
            return await SpendAtHeadAsync(count, acquire, cancellationToken);
        }
        finally
        {
            _queue.Release();
        }
    }

    /// <summary>Charges one call that does not wait. Later ones wait longer for it.</summary>
    public void Charge() => Start(1);

    private async Task<TimeSpan?> SpendAtHeadAsync(int count, Func<ValueTask<bool>> acquire, CancellationToken cancellationToken)
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

        if (!await acquire())
        {
            return TimeSpan.Zero;
        }

        // The budget still has room: only the head of the queue spends.
        Start(count);
        return null;
    }

    private void Start(int count)
    {
        lock (_lock)
        {
            for (var call = 0; call < count; call++)
            {
                _starts.Enqueue(time.Monotonic());
            }
        }
    }

    /// <summary>How long until so many more calls may have started.</summary>
    private TimeSpan Wait(int count)
    {
        lock (_lock)
        {
            var now = time.Monotonic();
            while (_starts.TryPeek(out var oldest) && now - oldest >= Window)
            {
                _starts.Dequeue();
            }

            // Each whole budget of calls takes one more window.
            var beyond = count - (calls - _starts.Count) - 1;
            return beyond < 0 || _starts.Count == 0
                ? Window * Math.Max(0, (count - 1) / calls)
                : _starts.ElementAt(beyond % _starts.Count) + (Window * (1 + (beyond / calls))) - now;
        }
    }
}
