using System.Collections.Concurrent;

namespace FunctionsConnector.Sandbox.TeamDynamix.Access;

/// <summary>
/// Counts calls in windows that start with their first call (Web API reference, "About rate limiting"). The vendor counts per
/// client address; here all callers have the same address.
/// </summary>
internal sealed class RateLimiter
{
    private readonly ConcurrentDictionary<RateBucket, Window> _windows = new();
    private long _refused;

    /// <summary>The number of refused calls.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    public RateReading Count(RateBucket bucket, DateTimeOffset now, TimeSpan length, int limit)
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
