using System.Collections.Concurrent;
using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Core.Resilience;

/// <summary>Keeps calls to one system within its limits: so many at a time per endpoint, and so many in any minute.</summary>
/// <param name="concurrency">Calls at a time per endpoint.</param>
/// <param name="minute">Calls in any minute, over all endpoints; null for no such limit.</param>
public sealed class CallLimits(int concurrency, MinuteBudget? minute)
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _endpoints = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Waits for a place. Dispose of it after the call.</summary>
    /// <returns>The place, or <see cref="FailureCode.RateLimited"/> where none came free in time.</returns>
    public async Task<Result<Place>> EnterAsync(string endpoint, CancellationToken cancellationToken)
    {
        var places = _endpoints.GetOrAdd(endpoint, _ => new SemaphoreSlim(concurrency, concurrency));
        try
        {
            await places.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return Limited(TimeSpan.FromSeconds(5));
        }

        if (minute is not null && await minute.SpendAsync(cancellationToken) is { } wait)
        {
            places.Release();
            return Limited(wait);
        }

        return new Place(places);
    }

    private static Failure Limited(TimeSpan wait) =>
        new(FailureCode.RateLimited, "Too many calls are waiting for this system. Try again later.") { RetryAfter = wait };

    /// <summary>The right to make one call.</summary>
    public sealed class Place(SemaphoreSlim places) : IDisposable
    {
        public void Dispose() => places.Release();
    }
}
