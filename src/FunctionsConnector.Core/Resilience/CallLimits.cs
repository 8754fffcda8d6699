using System.Collections.Concurrent;
using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Core.Resilience;

/// <summary>Keeps calls to one system within its limits: so many at a time per endpoint, and so many in any minute.</summary>
/// <param name="concurrency">Calls at a time per endpoint.</param>
/// <param name="minute">Calls in any minute, over all endpoints; null for no such limit.</param>
/// <param name="longestWait">Who would have to wait longer is refused at once.</param>
/// <param name="time">The clock.</param>
internal sealed class CallLimits(int concurrency, MinuteBudget? minute, TimeSpan longestWait, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Endpoint> _endpoints = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Waits for a place. Dispose of it after the call.</summary>
    /// <param name="endpoint">What the vendor counts calls at a time by.</param>
    /// <param name="calls">How much of the minute to spend: 2 where the call will be followed by another that must not wait; 0 for that other.</param>
    /// <param name="urgency">Who waits.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The place, or <see cref="FailureCode.RateLimited"/> where none came free in time, or none would.</returns>
    public ValueTask<Result<Place>> EnterAsync(string endpoint, int calls, CallUrgency urgency, CancellationToken cancellationToken)
    {
        var of = _endpoints.GetOrAdd(endpoint, static (_, most) => new Endpoint(most), concurrency);
        return minute is null && of.Places.TryEnter()
            ? ValueTask.FromResult<Result<Place>>(new Place(of, time))
            : WaitAsync(of, calls, urgency, cancellationToken);
    }

    private async ValueTask<Result<Place>> WaitAsync(Endpoint of, int calls, CallUrgency urgency, CancellationToken cancellationToken)
    {
        var wait = of.EstimatedWait(urgency);
        if (wait > longestWait)
        {
            return Limited(wait);
        }

        if (minute is not null && calls > 0)
        {
            // No place is held while the minute is waited for: the look that confirms a PATCH costs nothing of the minute, but needs one.
            var untilFree = await minute.SpendAsync(calls, urgency, () => of.Places.EnterAsync(urgency, cancellationToken), cancellationToken);
            return untilFree is null ? new Place(of, time) : Limited(untilFree.Value > wait ? untilFree.Value : wait);
        }

        return await of.Places.EnterAsync(urgency, cancellationToken) ? new Place(of, time) : Limited(wait);
    }

    private static Failure Limited(TimeSpan wait) =>
        new(FailureCode.RateLimited, "Too many calls are waiting for this system. This one was not sent; try again later.")
        {
            RetryAfter = wait > TimeSpan.FromSeconds(1) ? wait : TimeSpan.FromSeconds(1),
        };

    /// <summary>The right to make one call.</summary>
    public sealed class Place : IDisposable
    {
        private readonly Endpoint _endpoint;
        private readonly TimeProvider _time;
        private readonly long _start;

        internal Place(Endpoint endpoint, TimeProvider time) => (_endpoint, _time, _start) = (endpoint, time, time.GetTimestamp());

        public void Dispose() => _endpoint.Leave(_time.GetElapsedTime(_start));
    }

    /// <summary>The places of an endpoint, and how long its calls take of late.</summary>
    internal sealed class Endpoint(int concurrency)
    {
        /// <summary>The larger, the less one slow call says.</summary>
        private const int Inertia = 8;

        private long _averageTicks;

        public PriorityPlaces Places { get; } = new(concurrency);

        public TimeSpan EstimatedWait(CallUrgency urgency) =>
            TimeSpan.FromTicks(Interlocked.Read(ref _averageTicks) * Places.Ahead(urgency) / concurrency);

        public void Leave(TimeSpan held)
        {
            // Two at once may lose one of their figures, which an average of many bears.
            var average = Interlocked.Read(ref _averageTicks);
            Interlocked.Exchange(ref _averageTicks, average + ((held.Ticks - average) / Inertia));
            Places.Leave();
        }
    }
}
