using System.Collections.Concurrent;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Telemetry;

namespace FunctionsConnector.Core.Resilience;

/// <summary>
/// A cache whose concurrent requests share one fetch. While the source is unavailable or slow it serves expired values. Failures are not
/// cached.
/// </summary>
/// <param name="maxAge">How long a value is current.</param>
/// <param name="staleAge">How long an expired value is served.</param>
/// <param name="time">The clock.</param>
/// <param name="name">Its name in metrics; null for no metrics.</param>
internal sealed class SingleFlightCache<TKey, TValue>(TimeSpan maxAge, TimeSpan staleAge, TimeProvider time, CacheName? name = null)
    where TKey : notnull
    where TValue : notnull
{
    /// <summary>A value that was fetched less than this ago is new enough for every answer, so that wrong names do not each cause a fetch.</summary>
    public static readonly TimeSpan NewEnough = TimeSpan.FromSeconds(10);

    /// <summary>A request waits this long for the source where there is a value that can be served.</summary>
    public static readonly TimeSpan ShortWait = TimeSpan.FromSeconds(2);

    /// <summary>After a failure, an expired value is served this long before the source is asked again.</summary>
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(30);

    private static readonly Failure NotInTime = new(FailureCode.SystemUnavailable, "The system did not answer in time. Try again later.");

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
            if (isCurrent || (CanServe(entry) && now < entry.NotBefore))
            {
                ConnectorMetrics.RecordCacheRequest(name, isCurrent ? CacheResult.Hit : CacheResult.Stale);
                return new ValueTask<Result<TValue>>(Result.From(entry.Value!));
            }
        }

        ConnectorMetrics.RecordCacheRequest(name, CacheResult.Miss);
        return new ValueTask<Result<TValue>>(GetFetchedAsync(key, entry, fetch, cancellationToken));
    }

    /// <summary>
    /// A value that is newer than <paramref name="seen"/>, or the same where that is new enough. Requests that follow each other closely
    /// share one fetch. A final answer rests on this, never on <see cref="GetAsync"/> alone.
    /// </summary>
    /// <returns>The value, or the failure where the source cannot be asked now.</returns>
    public async ValueTask<Result<TValue>> GetNewerAsync(
        TKey key, TValue seen, Func<TKey, CancellationToken, Task<Result<TValue>>> fetch, CancellationToken cancellationToken)
    {
        var entry = _entries.GetOrAdd(key, static _ => new Entry());
        lock (entry)
        {
            var now = time.Monotonic();
            if (entry.HasValue && (!EqualityComparer<TValue>.Default.Equals(entry.Value, seen) || now - entry.FetchedAt < NewEnough))
            {
                return Result.From(entry.Value!);
            }

            if (entry.LastFailure is { } failure && now < entry.NotBefore)
            {
                return failure;
            }
        }

        return await FetchSharedAsync(key, entry, fetch, cancellationToken);
    }

    /// <summary>Whether there is a value that can be served.</summary>
    public bool CanServe(TKey key)
    {
        var entry = _entries.GetOrAdd(key, static _ => new Entry());
        lock (entry)
        {
            return CanServe(entry);
        }
    }

    /// <summary>The value, fetched even if there is a current one. If the fetch fails, the cached value is served.</summary>
    public Task<Result<TValue>> RefreshAsync(
        TKey key, Func<TKey, CancellationToken, Task<Result<TValue>>> fetch, CancellationToken cancellationToken) =>
        GetFetchedAsync(key, _entries.GetOrAdd(key, static _ => new Entry()), fetch, cancellationToken);

    private async Task<Result<TValue>> GetFetchedAsync(
        TKey key, Entry entry, Func<TKey, CancellationToken, Task<Result<TValue>>> fetch, CancellationToken cancellationToken)
    {
        var fetched = await FetchSharedAsync(key, entry, fetch, cancellationToken);
        lock (entry)
        {
            // An expired value must not mask a missing record type or refused credentials.
            return fetched.Failure is { } failure && MayServe(failure) && CanServe(entry) ? Result.From(entry.Value!) : fetched;
        }
    }

    private async Task<Result<TValue>> FetchSharedAsync(
        TKey key, Entry entry, Func<TKey, CancellationToken, Task<Result<TValue>>> fetch, CancellationToken cancellationToken)
    {
        Task<Result<TValue>> pending;
        TimeSpan longest;
        lock (entry)
        {
            longest = CanServe(entry) ? ShortWait : Timeout.InfiniteTimeSpan;
            pending = entry.Pending ??= FetchAsync(key, entry, fetch);
        }

        try
        {
            return await pending.WaitAsync(longest, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            lock (entry)
            {
                entry.Fail(NotInTime, time.Monotonic() + AfterFailure);
                return NotInTime;
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return NotInTime;
        }
    }

    private async Task<Result<TValue>> FetchAsync(TKey key, Entry entry, Func<TKey, CancellationToken, Task<Result<TValue>>> fetch)
    {
        // Continues outside the lock of FetchSharedAsync.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            var result = await fetch(key, CancellationToken.None);
            lock (entry)
            {
                if (result.Succeeded(out var value, out var failure))
                {
                    entry.Keep(value, time.Monotonic());
                }
                else if (MayServe(failure))
                {
                    entry.Fail(failure, time.Monotonic() + AfterFailure);
                }
            }

            return result;
        }
        finally
        {
            lock (entry)
            {
                entry.Pending = null;
            }
        }
    }

    private static bool MayServe(Failure failure) => failure.Code.IsRetryable || failure.Code == FailureCode.UpdateRejected;

    private bool CanServe(Entry entry) => entry.HasValue && time.Monotonic() - entry.FetchedAt < staleAge;

    private sealed class Entry
    {
        public bool HasValue { get; private set; }

        public TValue? Value { get; private set; }

        public TimeSpan FetchedAt { get; private set; }

        public TimeSpan NotBefore { get; private set; }

        public Failure? LastFailure { get; private set; }

        public Task<Result<TValue>>? Pending { get; set; }

        public void Keep(TValue value, TimeSpan now) => (HasValue, Value, FetchedAt, NotBefore, LastFailure) = (true, value, now, default, null);

        /// <summary>Notes that the source is unavailable. It matters only beside a value that can be served.</summary>
        public void Fail(Failure failure, TimeSpan notBefore) => (NotBefore, LastFailure) = HasValue ? (notBefore, failure) : (default, null);
    }
}
