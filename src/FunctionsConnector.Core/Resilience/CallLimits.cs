using System.Collections.Concurrent;
using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Core.Resilience;

/// <summary>Keeps calls to one system within its limits: so many at a time per endpoint, and so many in any minute.</summary>
/// <param name="concurrency">Calls at a time per endpoint.</param>
/// <param name="minute">Calls in any minute, over all endpoints; null for no such limit.</param>
internal sealed class CallLimits(int concurrency, MinuteBudget? minute)
{
    private readonly ConcurrentDictionary<string, PriorityPlaces> _endpoints = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Waits for a place. Dispose of it after the call.</summary>
    /// <param name="endpoint">What the vendor counts calls at a time by.</param>
    /// <param name="calls">How much of the minute to spend: 2 where the call will be followed by another that must not wait; 0 for that other.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The place, or <see cref="FailureCode.RateLimited"/> where none came free in time.</returns>
    public async Task<Result<Place>> EnterAsync(string endpoint, int calls, CancellationToken cancellationToken)
    {
        var places = _endpoints.GetOrAdd(endpoint, _ => new PriorityPlaces(concurrency));
        if (!await places.EnterAsync(isUrgent: calls == 0, cancellationToken))
        {
            return Limited(TimeSpan.FromSeconds(5));
        }

        if (minute is not null && calls > 0 && await minute.SpendAsync(calls, cancellationToken) is { } wait)
        {
            places.Leave();
            return Limited(wait);
        }

        return new Place(places);
    }

    private static Failure Limited(TimeSpan wait) =>
        new(FailureCode.RateLimited, "Too many calls are waiting for this system. This one was not sent; try again later.") { RetryAfter = wait };

    /// <summary>The right to make one call.</summary>
    public sealed class Place(PriorityPlaces places) : IDisposable
    {
        public void Dispose() => places.Leave();
    }
}
