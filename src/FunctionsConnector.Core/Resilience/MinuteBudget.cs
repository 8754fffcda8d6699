namespace FunctionsConnector.Core.Resilience;

/// <summary>A sliding-window limit: at most so many charged calls start in any 60 seconds.</summary>
/// <param name="calls">How many calls.</param>
/// <param name="longestWait">A call with a longer estimated wait is refused at once.</param>
/// <param name="time">The clock.</param>
internal sealed class MinuteBudget(int calls, TimeSpan longestWait, TimeProvider time) : ICallBudget
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly List<TimeSpan> _starts = [];

    /// <summary>One call at a time waits for the budget; the others wait in this queue.</summary>
    private readonly PrioritySemaphore _queue = new(1);

    /// <inheritdoc/>
    public async Task<CallCharge> SpendAsync(int count, CallPriority priority, ICallSlots? slot, CancellationToken cancellationToken)
    {
        count = Math.Min(count, calls);
        var estimate = Wait(count * (1 + _queue.Ahead(priority)));
        if (estimate > longestWait || !await _queue.AcquireAsync(priority, cancellationToken))
        {
            return CallCharge.Refused(estimate);
        }

        try
        {
            return await SpendAtHeadAsync(count, priority, slot, cancellationToken) is { } wait ? CallCharge.Refused(wait) : new Charge(this);
        }
        finally
        {
            _queue.Release();
        }
    }

    private void Refund(int count)
    {
        lock (_lock)
        {
            // The newest, so that the budget is never larger than it should be. One call stays charged: the one that led to this.
            count = Math.Min(count, Math.Min(calls, _starts.Count) - 1);
            _starts.RemoveRange(_starts.Count - Math.Max(0, count), Math.Max(0, count));
        }
    }

    private async Task<TimeSpan?> SpendAtHeadAsync(int count, CallPriority priority, ICallSlots? slot, CancellationToken cancellationToken)
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

        if (slot is not null && !await slot.AcquireAsync(priority, cancellationToken))
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
                _starts.Add(time.Monotonic());
            }
        }
    }

    /// <summary>How long until so many more calls may have started.</summary>
    private TimeSpan Wait(int count)
    {
        lock (_lock)
        {
            var now = time.Monotonic();
            _starts.RemoveAll(start => now - start >= Window);

            // Each whole budget of calls takes one more window.
            var beyond = count - (calls - _starts.Count) - 1;
            return beyond < 0 || _starts.Count == 0
                ? Window * Math.Max(0, (count - 1) / calls)
                : _starts[beyond % _starts.Count] + (Window * (1 + (beyond / calls))) - now;
        }
    }

    private sealed class Charge(MinuteBudget budget) : CallCharge
    {
        public override void Refund(int count) => budget.Refund(count);
    }
}
