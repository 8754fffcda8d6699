using System.Text.Json;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;

namespace FunctionsConnector.Core.Targets.Autotask;

/// <summary>
/// The tenant's calls of the last hour, which all its integrations share: at the threshold the vendor refuses every one of them,
/// so the connector stops before. <c>ThresholdInformation</c> is asked again the sooner the less is left.
/// </summary>
internal sealed class HourlyThreshold(string displayName, TimeProvider time)
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan MinAge = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private int _isAsking;
    private long _limit = long.MaxValue;
    private long _used;
    private long _untilNext;
    private DateTimeOffset? _askedAt;

    /// <summary>Counts one call.</summary>
    /// <param name="ask">Calls <c>ThresholdInformation</c>.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>Null where the call may be made; <see cref="FailureCode.RateLimited"/> where nothing is left of the hour.</returns>
    public async Task<Failure?> SpendAsync(Func<CancellationToken, Task<VendorReply>> ask, CancellationToken cancellationToken)
    {
        // Whoever comes while another asks goes by what is known so far.
        if (IsDue() && Interlocked.Exchange(ref _isAsking, 1) == 0)
        {
            try
            {
                Learn(await ask(cancellationToken));
            }
            finally
            {
                Volatile.Write(ref _isAsking, 0);
            }
        }

        lock (_lock)
        {
            if (_used >= _limit)
            {
                return new Failure(
                    FailureCode.RateLimited,
                    $"{displayName} allows {_limit} calls an hour for all integrations together, and they are used up. Nothing was sent; try again later.")
                {
                    RetryAfter = MinAge,
                };
            }

            _used++;
            _untilNext--;
            return null;
        }
    }

    private bool IsDue()
    {
        lock (_lock)
        {
            var age = time.GetUtcNow() - _askedAt;
            return age is null || age >= MaxAge || (age >= MinAge && (_untilNext <= 0 || _used >= _limit));
        }
    }

    private void Learn(VendorReply reply)
    {
        lock (_lock)
        {
            _askedAt = time.GetUtcNow();
            if (reply is VendorReply.Answer { Status: 200 } answer
                && answer.Json() is { ValueKind: JsonValueKind.Object } body
                && Number(body, "externalRequestThreshold") is { } limit
                && Number(body, "currentTimeframeRequestCount") is { } used)
            {
                (_limit, _used, _untilNext) = (limit, used, Math.Max(1, (limit - used) / 10));
            }
        }
    }

    private static long? Number(JsonElement body, string name) =>
        VendorMessages.Property(body, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value) ? value : null;
}
