using System.Collections.Concurrent;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Telemetry;

namespace FunctionsConnector.Core.Resilience;

/// <summary>
/// Keeps what was fetched for a while; fetches once however many ask; serves what it has past its age while the source cannot be
/// asked. Failures are not kept.
/// </summary>
/// <param name="maxAge">How long a value is current.</param>
/// <param name="staleAge">How long a value is served at all.</param>
/// <param name="time">The clock.</param>
/// <param name="name">What it is called in metrics; null where it is not measured.</param>
internal sealed class SingleFlightCache<TKey, TValue>(TimeSpan maxAge, TimeSpan staleAge, TimeProvider time, CacheName? name = null)
    where TKey : notnull
{
    /// <summary>A source that just failed is not asked again on every request while there is something stale to serve.</summary>
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<TKey, Entry> _entries = new();

    /// <summary>The value, fetched where it is missing or past its age.</summary>
    /// <param name="key">Which value.</param>
    /// <param name="fetch">Fetches it. Its token is not the caller's: whoever waits may leave without taking the others' value along.</param>
    /// <param name="cancellationToken">Stops the waiting, not the fetching.</param>
    public ValueTask<Result<TValue>> GetAsync(
        TKey key, Func<TKey, CancellationToken, Task<Result<TValue>>> fetch, CancellationToken cancellationToken)
    {
        var entry = _entries.GetOrAdd(key, static _ => new Entry());
        lock (entry)
        {
            var now = time.GetUtcNow();
            var isCurrent = entry.HasValue && now - entry.FetchedAt < maxAge;
            if (isCurrent || (entry.HasValue && now < entry.NotBefore))
            {
                Metering.AskedOf(name, isCurrent ? CacheResult.Hit : CacheResult.Stale);
                return new ValueTask<Result<TValue>>(Result.From(entry.Value!));
            }
        }

        Metering.AskedOf(name, CacheResult.Miss);
        return new ValueTask<Result<TValue>>(RefreshAsync(key, fetch, cancellationToken));
    }

    /// <summary>The value, fetched even where there is a current one, which stays where the fetch fails.</summary>
    public async Task<Result<TValue>> RefreshAsync(
        TKey key, Func<TKey, CancellationToken, Task<Result<TValue>>> fetch, CancellationToken cancellationToken)
    {
        var entry = _entries.GetOrAdd(key, static _ => new Entry());
        Task<Result<TValue>> flight;
        lock (entry)
        {
            flight = entry.Flight ??= FlyAsync(key, entry, fetch);
        }

        try
        {
            return await flight.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            lock (entry)
            {
                return Stale(entry, new Failure(FailureCode.SystemUnavailable, "The system did not answer in time. Try again later."));
            }
        }
    }

    private async Task<Result<TValue>> FlyAsync(TKey key, Entry entry, Func<TKey, CancellationToken, Task<Result<TValue>>> fetch)
    {
        // Leaves the lock of GetAsync before anything is awaited or done.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            var result = await fetch(key, CancellationToken.None);
            lock (entry)
            {
                return result.Succeeded(out var value, out var failure) ? entry.Keep(value, time.GetUtcNow()) : Stale(entry, failure);
            }
        }
        finally
        {
            lock (entry)
            {
                entry.Flight = null;
            }
        }
    }

    private Result<TValue> Stale(Entry entry, Failure failure)
    {
        var now = time.GetUtcNow();
        // That something is gone, or that credentials are refused, is no reason to go on with what was known before.
        var mayHide = failure.Code.IsRetryable || failure.Code == FailureCode.UpdateRejected;
        if (!entry.HasValue || now - entry.FetchedAt >= staleAge || !mayHide)
        {
            return failure;
        }

        entry.NotBefore = now + AfterFailure;
        return Result.From(entry.Value!);
    }

    private sealed class Entry
    {
        public bool HasValue { get; private set; }

        public TValue? Value { get; private set; }

        public DateTimeOffset FetchedAt { get; private set; }

        public DateTimeOffset NotBefore { get; set; }

        public Task<Result<TValue>>? Flight { get; set; }

        public Result<TValue> Keep(TValue value, DateTimeOffset now)
        {
            (HasValue, Value, FetchedAt, NotBefore) = (true, value, now, default);
            return Result.From(value);
        }
    }
}
