using System.Collections.Frozen;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Actions.Settings;

namespace FunctionsConnector.Actions.Security;

/// <summary>
/// Keeps each caller to its own calls a minute, so that a flow that runs wild does not use up what the vendor allows to all. Counted
/// by the caller's name: two keys of one caller, while one is being rotated, share its calls.
/// </summary>
internal sealed class CallerLimits(ConnectorSettings settings, TimeProvider time)
{
    private readonly FrozenDictionary<string, Bucket> _buckets = settings.ApiKeys
        .Where(key => key.CallsPerMinute is not null)
        .GroupBy(key => key.Name, StringComparer.OrdinalIgnoreCase)
        .ToFrozenDictionary(group => group.Key, group => new Bucket(group.Min(key => key.CallsPerMinute!.Value), time), StringComparer.OrdinalIgnoreCase);

    /// <summary>Counts one call.</summary>
    /// <returns>Null where it may go on; else <see cref="FailureCode.RateLimited"/> with the time after which the next one may.</returns>
    public Failure? Spend(Caller caller) => _buckets.TryGetValue(caller.Name, out var bucket) && bucket.Spend() is { } wait
        ? new Failure(
            FailureCode.RateLimited,
            $"This API key's caller may make {bucket.CallsPerMinute} calls a minute, and they are used up. Nothing was done; try again later.")
        {
            RetryAfter = wait,
        }
        : null;

    /// <summary>The generic cell rate algorithm: all calls of a minute may come at once, and each comes back after its share of the minute.</summary>
    private sealed class Bucket(int callsPerMinute, TimeProvider time)
    {
        private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

        private readonly TimeSpan _share = Window / callsPerMinute;
        private readonly long _start = time.GetTimestamp();
        private readonly Lock _lock = new();
        private TimeSpan _emptyAt;

        public int CallsPerMinute => callsPerMinute;

        /// <summary>Null where the call is counted; else how long until one would be.</summary>
        public TimeSpan? Spend()
        {
            lock (_lock)
            {
                var now = time.GetElapsedTime(_start);
                var after = (_emptyAt > now ? _emptyAt : now) + _share;
                if (after - now > Window)
                {
                    return after - now - Window;
                }

                _emptyAt = after;
                return null;
            }
        }
    }
}
