using System.Collections.Frozen;
using FunctionsConnector.Actions.Settings;
using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Actions.Security;

/// <summary>
/// The rate limit of each caller, so that one flow does not use up the vendor's limit for all. It counts by the caller's name: two keys of
/// one caller, during a rotation, share its limit, and so do a key and tokens of Entra.
/// </summary>
internal sealed class CallerLimits(ConnectorSettings settings, TimeProvider time)
{
    private readonly FrozenDictionary<string, Bucket> _buckets = settings.ApiKeys
        .Select(key => new Limit(key.Name, key.CallsPerMinute))
        .Concat(settings.Entra?.Callers.Select(caller => new Limit(caller.Name, caller.CallsPerMinute)) ?? [])
        .Where(limit => limit.CallsPerMinute is not null)
        .GroupBy(limit => limit.Caller, StringComparer.OrdinalIgnoreCase)
        .ToFrozenDictionary(group => group.Key, group => new Bucket(group.Min(limit => limit.CallsPerMinute!.Value), time), StringComparer.OrdinalIgnoreCase);

    /// <summary>Counts one call.</summary>
    /// <returns>Null where the call is allowed; else <see cref="FailureCode.RateLimited"/> with the wait until the next one is.</returns>
    public Failure? Spend(Caller caller) => _buckets.TryGetValue(caller.Name, out var bucket) && bucket.Spend() is { } wait
        ? new Failure(
            FailureCode.RateLimited,
            $"This caller may make {bucket.CallsPerMinute} calls a minute, and they are used up. Nothing was done; try again later.")
        {
            RetryAfter = wait,
        }
        : null;

    private sealed record Limit(string Caller, int? CallsPerMinute);

    /// <summary>The generic cell rate algorithm: a burst may use all calls of a minute, and each is available again after its share of it.</summary>
    private sealed class Bucket(int callsPerMinute, TimeProvider time)
    {
        private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

        private readonly TimeSpan _share = Window / callsPerMinute;
        private readonly long _start = time.GetTimestamp();
        private readonly Lock _lock = new();
        private TimeSpan _emptyAt;

        public int CallsPerMinute => callsPerMinute;

        /// <summary>Null where the call is allowed; else the wait until one is.</summary>
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
