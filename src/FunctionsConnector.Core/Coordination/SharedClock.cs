using FunctionsConnector.Core.Resilience;

namespace FunctionsConnector.Core.Coordination;

/// <summary>
/// The clock of the table's service. Its responses say the time in whole seconds, and each response took a while, so its present time is
/// known between two bounds. An instance's own wall clock is never used: only how much time passes.
/// </summary>
/// <param name="time">The instance's clock.</param>
public sealed class SharedClock(TimeProvider time)
{
    private static readonly TimeSpan Resolution = TimeSpan.FromSeconds(1);

    /// <summary>The servers of the service have clocks of their own, which differ by less than this.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMilliseconds(100);

    /// <summary>Two machines' clocks drift apart by less than this part of the time that passes.</summary>
    private const double Drift = 0.001;

    private readonly Lock _lock = new();
    private TimeSpan _sampledAt;
    private TimeSpan _earliest = TimeSpan.MinValue;
    private TimeSpan _latest = TimeSpan.MaxValue;

    /// <summary>Whether a response has said the time.</summary>
    public bool IsKnown
    {
        get
        {
            lock (_lock)
            {
                return _latest != TimeSpan.MaxValue;
            }
        }
    }

    /// <summary>The service's time is this or later.</summary>
    public DateTimeOffset Earliest => Now(isLatest: false);

    /// <summary>The service's time is earlier than this.</summary>
    public DateTimeOffset Latest => Now(isLatest: true);

    /// <summary>Takes the time of a response.</summary>
    /// <param name="sentAt">The instance's monotonic clock when the request was sent.</param>
    /// <param name="said">The service's time in whole seconds.</param>
    public void Observe(TimeSpan sentAt, DateTimeOffset said)
    {
        lock (_lock)
        {
            // The service read its clock after the request was sent and before now. Bounds are offsets to the instance's monotonic clock.
            var now = time.Monotonic();
            var utc = said.UtcTicks;
            var (earliest, latest) = (TimeSpan.FromTicks(utc) - Skew - now, TimeSpan.FromTicks(utc) + Resolution + Skew - sentAt);
            if (_latest != TimeSpan.MaxValue)
            {
                var drift = (now - _sampledAt) * Drift;
                var (before, after) = (_earliest - drift, _latest + drift);

                // Bounds that exclude each other mean that the service's clock was set: then only the new ones count.
                (earliest, latest) = before > latest || after < earliest
                    ? (earliest, latest)
                    : (before > earliest ? before : earliest, after < latest ? after : latest);
            }

            (_sampledAt, _earliest, _latest) = (now, earliest, latest);
        }
    }

    private DateTimeOffset Now(bool isLatest)
    {
        lock (_lock)
        {
            if (_latest == TimeSpan.MaxValue)
            {
                throw new InvalidOperationException("No response has said the time.");
            }

            var now = time.Monotonic();
            var drift = (now - _sampledAt) * Drift;
            return new DateTimeOffset((isLatest ? _latest + now + drift : _earliest + now - drift).Ticks, TimeSpan.Zero);
        }
    }
}
