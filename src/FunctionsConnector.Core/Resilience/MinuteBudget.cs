namespace FunctionsConnector.Core.Resilience;

/// <summary>Lets at most so many calls start in any 60 seconds.</summary>
public sealed class MinuteBudget(int calls, TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Queue<DateTimeOffset> _starts = new(calls);

    /// <summary>Waits until a call may start, and counts it.</summary>
    /// <returns>Null once it may start; how long it would still have to wait where the time ran out first.</returns>
    public async Task<TimeSpan?> SpendAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var wait = Take();
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

    private TimeSpan Take()
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            while (_starts.TryPeek(out var oldest) && now - oldest >= Window)
            {
                _starts.Dequeue();
            }

            if (_starts.Count < calls)
            {
                _starts.Enqueue(now);
                return TimeSpan.Zero;
            }

            return _starts.Peek() + Window - now;
        }
    }
}
