namespace FunctionsConnector.Core.Resilience;

/// <summary>Lets at most so many calls start in any 60 seconds.</summary>
internal sealed class MinuteBudget(int calls, TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Queue<DateTimeOffset> _starts = new();

    /// <summary>Waits until a call may start, and counts it.</summary>
    /// <param name="count">How many calls to count, all at once; never more than the budget.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>Null once it may start; how long it would still have to wait where the time ran out first.</returns>
    public async Task<TimeSpan?> SpendAsync(int count, CancellationToken cancellationToken)
    {
        while (true)
        {
            var wait = Take(Math.Min(count, calls));
            if (wait <= TimeSpan.Zero)
            {
                return null;
            }

            try
            {
                await Task.Delay(wait, time, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                return wait;
            }
        }
    }

    private TimeSpan Take(int count)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            while (_starts.TryPeek(out var oldest) && now - oldest >= Window)
            {
                _starts.Dequeue();
            }

            var free = calls - _starts.Count;
            if (free < count)
            {
                return _starts.ElementAt(count - free - 1) + Window - now;
            }

            for (var i = 0; i < count; i++)
            {
                _starts.Enqueue(now);
            }

            return TimeSpan.Zero;
        }
    }
}
