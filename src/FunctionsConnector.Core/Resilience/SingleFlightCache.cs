using System.Collections.Concurrent;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Telemetry;

namespace FunctionsConnector.Core.Resilience;

/// <summary>
/// A cache whose concurrent requests share one fetch. While the source is unavailable it serves expired values. Failures are not
/// cached.
/// </summary>
/// <param name="maxAge">How long a value is current.</param>
/// <param name="staleAge">How long an expired value is served.</param>
/// <param name="time">The clock.</param>
/// <param name="name">Its name in metrics; null for no metrics.</param>
internal sealed class SingleFlightCache<TKey, TValue>(TimeSpan maxAge, TimeSpan staleAge, TimeProvider time, CacheName? name = null)
    where TKey : notnull
{
    /// <summary>After a failure, an expired value is served this long before the source is asked again.</summary>
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<TKey, Entry> _entries = new();

    /// <summary>The value, fetched where it is missing or expired.</summary>
    /// <param name="key">Which value.</param>
    /// <param name="fetch">Fetches it. Its token is not a caller's, so a caller who leaves does not cancel the fetch of the others.</param>
    /// <param name="cancellationToken">Stops the wait, not the fetch.</param>
    public ValueTask<Result<TValue>> GetAsync(
        TKey key, Func<TKey, CancellationToken, Task<Result<TValue>>> fetch, CancellationToken cancellationToken)
    {
        var entry = _entries.GetOrAdd(key, static _ => new Entry());
        lock (entry)
        {
            var now = time.Monotonic();
            var isCurrent = entry.HasValue && now - entry.FetchedAt < maxAge;
            if (isCurrent || (entry.HasValue && now < entry.NotBefore))
            {
                ConnectorMetrics.RecordCacheRequest(name, isCurrent ? CacheResult.Hit : CacheResult.Stale);
                return new ValueTask<Result<TValue>>(Result.From(entry.Value!));
            }
        }

        ConnectorMetrics.RecordCacheRequest(name, CacheResult.Miss);
        return new ValueTask<Result<TValue>>(RefreshAsync(key, fetch, cancellationToken));
    }

    /// <summary>The value, fetched even if there is a current one. If the fetch fails, the cached value stays.</summary>
    public async Task<Result<TValue>> RefreshAsync(
        TKey key, Func<TKey, CancellationToken, Task<Result<TValue>>> fetch, CancellationToken cancellationToken)
    {
        var entry = _entries.GetOrAdd(key, static _ => new Entry());
        Task<Result<TValue>> pending;
        lock (entry)
        {
            pending = entry.Pending ??= FetchAsync(key, entry, fetch);
        }

        try
        {
            return await pending.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            lock (entry)
            {
                return Stale(entry, new Failure(FailureCode.SystemUnavailable, "The system did not answer in time. Try again later."));
            }
        }
    }

    private async Task<Result<TValue>> FetchAsync(TKey key, Entry entry, Func<TKey, CancellationToken, Task<Result<TValue>>> fetch)
    {
        // Continues outside the lock of RefreshAsync.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            var result = await fetch(key, CancellationToken.None);
            lock (entry)
            {
                return result.Succeeded(out var value, out var failure) ? entry.Keep(value, time.Monotonic()) : Stale(entry, failure);
            }
        }
        finally
        {
            lock (entry)
            {
                entry.Pending = null;
            }
        }
    }

    private Result<TValue> Stale(Entry entry, Failure failure)
    {
        var now = time.Monotonic();
        // An expired value must not mask a missing record type or refused credentials.
        var mayServe = failure.Code.IsRetryable || failure.Code == FailureCode.UpdateRejected;
        if (!entry.HasValue || now - entry.FetchedAt >= staleAge || !mayServe)
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

        public TimeSpan FetchedAt { get; private set; }

        public TimeSpan NotBefore { get; set; }

        public Task<Result<TValue>>? Pending { get; set; }

        public Result<TValue> Keep(TValue value, TimeSpan now)
        {
            (HasValue, Value, FetchedAt, NotBefore) = (true, value, now, default);
            return Result.From(value);
        }
    }
}
