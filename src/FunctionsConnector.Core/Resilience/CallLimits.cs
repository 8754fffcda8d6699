using System.Collections.Concurrent;
using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Core.Resilience;

/// <summary>Keeps calls to one system within its limits: calls at a time per endpoint, and calls per minute.</summary>
/// <param name="concurrency">Calls at a time per endpoint.</param>
/// <param name="minute">Calls per minute over all endpoints; null for no such limit.</param>
/// <param name="longestWait">A call with a longer estimated wait is refused at once.</param>
/// <param name="time">The clock.</param>
/// <param name="slots">Creates the slots of an endpoint; null for those of this process alone.</param>
internal sealed class CallLimits(int concurrency, ICallBudget? minute, TimeSpan longestWait, TimeProvider time, Func<string, ICallSlots>? slots = null)
{
    private readonly ConcurrentDictionary<string, Endpoint> _endpoints = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Waits for a slot. Dispose of it after the call.</summary>
    /// <param name="endpoint">The vendor limits concurrent calls per endpoint.</param>
    /// <param name="calls">
    /// How many calls to charge to the minute. A PATCH is charged 2, because its read-back must not wait; the read-back is charged 0.
    /// </param>
    /// <param name="priority">The call's priority.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The slot, or <see cref="FailureCode.RateLimited"/> where the wait timed out or would.</returns>
    public ValueTask<Result<Slot>> AcquireAsync(string endpoint, int calls, CallPriority priority, CancellationToken cancellationToken)
    {
        var target = _endpoints.GetOrAdd(endpoint, static (name, limits) => limits.Create(name), this);
        return minute is null && target.Slots.TryAcquire()
            ? ValueTask.FromResult<Result<Slot>>(new Slot(target, time))
            : WaitAsync(target, calls, priority, cancellationToken);
    }

    private async ValueTask<Result<Slot>> WaitAsync(Endpoint endpoint, int calls, CallPriority priority, CancellationToken cancellationToken)
    {
        var wait = endpoint.EstimatedWait(priority);
        if (wait > longestWait)
        {
            return Limited(wait);
        }

        if (minute is not null && calls > 0)
        {
            // A call that waits for the minute holds no slot: a read-back costs nothing of the minute, but it needs a slot.
            var charge = await minute.SpendAsync(calls, priority, endpoint.Slots, cancellationToken);
            return charge.Wait is not { } remaining ? new Slot(endpoint, time, charge) : Limited(remaining > wait ? remaining : wait);
        }

        return await endpoint.Slots.AcquireAsync(priority, cancellationToken) ? new Slot(endpoint, time) : Limited(wait);
    }

    private Endpoint Create(string name) => new(slots?.Invoke(name) ?? new PrioritySemaphore(concurrency), concurrency);

    private static Failure Limited(TimeSpan wait) =>
        new(FailureCode.RateLimited, "Too many calls are waiting for this system. This one was not sent; try again later.")
        {
            RetryAfter = wait > TimeSpan.FromSeconds(1) ? wait : TimeSpan.FromSeconds(1),
            Wait = WaitReason.CallLimit,
        };

    /// <summary>The permission to make one call.</summary>
    public sealed class Slot : IDisposable
    {
        private readonly Endpoint _endpoint;
        private readonly TimeProvider _time;
        private readonly CallCharge? _charge;
        private readonly long _start;

        internal Slot(Endpoint endpoint, TimeProvider time, CallCharge? charge = null) =>
            (_endpoint, _time, _charge, _start) = (endpoint, time, charge, time.GetTimestamp());

        /// <summary>Takes back what was charged for calls that were not made.</summary>
        public void Refund(int calls) => _charge?.Refund(calls);

        public void Dispose() => _endpoint.Release(_time.GetElapsedTime(_start));
    }

    /// <summary>The slots of an endpoint, and the recent average duration of its calls.</summary>
    internal sealed class Endpoint(ICallSlots slots, int concurrency)
    {
        /// <summary>The weight of the old average; a larger one reacts more slowly.</summary>
        private const int Inertia = 8;

        private long _averageTicks;

        public ICallSlots Slots => slots;

        public TimeSpan EstimatedWait(CallPriority priority) =>
            TimeSpan.FromTicks(Interlocked.Read(ref _averageTicks) * slots.Ahead(priority) / concurrency);

        public void Release(TimeSpan held)
        {
            // Two calls that end at once may lose one measurement, which an average tolerates.
            var average = Interlocked.Read(ref _averageTicks);
            Interlocked.Exchange(ref _averageTicks, average + ((held.Ticks - average) / Inertia));
            slots.Release();
        }
    }
}
