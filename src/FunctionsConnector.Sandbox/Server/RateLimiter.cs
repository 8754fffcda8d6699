using System.Collections.Concurrent;

namespace FunctionsConnector.Sandbox.Server;

/// <summary>
/// Counts calls in windows that start with their first call (TeamDynamix, Web API reference, "About rate limiting"). Vendors count per
/// client address or user; here all callers have the same one.
/// </summary>
internal sealed class RateLimiter<TBucket>
    where TBucket : notnull
{
    private readonly ConcurrentDictionary<TBucket, Window> _windows = new();
    private long _refused;

    /// <summary>The number of refused calls.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    public RateReading Count(TBucket bucket, DateTimeOffset now, TimeSpan length, int limit)
    {
        var reading = _windows.GetOrAdd(bucket, _ => new()).Count(now, length, limit);
        if (reading.IsExceeded)
        {
            Interlocked.Increment(ref _refused);
        }

        return reading;
    }

    public void Reset()
    {
        _windows.Clear();
        Interlocked.Exchange(ref _refused, 0);
    }

    private sealed class Window
    {
        private readonly Lock _gate = new();
        private DateTimeOffset _ends = DateTimeOffset.MinValue;
        private int _used;

        public RateReading Count(DateTimeOffset now, TimeSpan length, int limit)
        {
            lock (_gate)
            {
                if (now >= _ends)
                {
                    _ends = now + length;
                    _used = 0;
                }

                if (_used >= limit)
                {
                    return new(limit, 0, _ends, IsExceeded: true);
                }

                _used++;
                return new(limit, limit - _used, _ends, IsExceeded: false);
            }
        }
    }
}
