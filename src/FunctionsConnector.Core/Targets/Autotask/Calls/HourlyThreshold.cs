using System.Text.Json;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;

namespace FunctionsConnector.Core.Targets.Autotask.Calls;

/// <summary>
/// The tenant's calls of the last hour, which all its integrations share. At the threshold the vendor refuses every integration, so the
/// connector stops before. It asks <c>ThresholdInformation</c> more often as less is left, in the background, so that a missing response
/// does not block calls.
/// </summary>
internal sealed class HourlyThreshold(string displayName, TimeProvider time)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan MinAge = TimeSpan.FromMinutes(1);

    /// <summary>The first call waits this long for the first response.</summary>
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private long _limit = long.MaxValue;
    private long _used;
    private long _untilNext;
    private TimeSpan? _askedAt;
    private TimeSpan? _updatedAt;
    private Task? _asking;

    /// <summary>Whether calls may be made.</summary>
    /// <param name="ask">Calls <c>ThresholdInformation</c> once.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Null where they may; <see cref="FailureCode.RateLimited"/> where the threshold is reached.</returns>
    public async ValueTask<Failure?> CheckAsync(Func<Task<Result<VendorReply>>> ask, CancellationToken cancellationToken)
    {
        Task? first = null;
        lock (_lock)
        {
            if (IsDue() && _asking is null)
            {
                first = _askedAt is null ? AskAsync(ask) : null;
                _asking = first ?? AskAsync(ask);
            }
            else if (_askedAt is null)
            {
                first = _asking;
            }
        }

        if (first is not null)
        {
            await Task.WhenAny(first, Task.Delay(FirstWait, time, cancellationToken));
        }

        lock (_lock)
        {
            return _used < _limit
                ? null
                : new Failure(
                    FailureCode.RateLimited,
                    $"{displayName} allows {_limit} calls an hour for all integrations together, and they are used up. Try again later.")
                {
                    RetryAfter = MinAge,
                    Wait = WaitReason.HourlyThreshold,
                };
        }
    }

    /// <summary>Counts one call that is sent.</summary>
    public void Count()
    {
        lock (_lock)
        {
            _used++;
            _untilNext--;
        }
    }

    private bool IsDue()
    {
        var age = time.Monotonic() - _askedAt;
        return age is null || age >= MaxAge || (age >= MinAge && (_untilNext <= 0 || _used >= _limit));
    }

    private async Task AskAsync(Func<Task<Result<VendorReply>>> ask)
    {
        // Continues outside the lock.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        VendorReply? reply = null;
        try
        {
            reply = (await ask()).Value;
        }
        finally
        {
            Update(reply);
        }
    }

    private void Update(VendorReply? reply)
    {
        lock (_lock)
        {
            _askedAt = time.Monotonic();
            _asking = null;
            if (reply is VendorReply.Response { Status: 200 } answer
                && answer.Json() is { ValueKind: JsonValueKind.Object } body
                && Number(body, "externalRequestThreshold") is { } limit
                && Number(body, "currentTimeframeRequestCount") is { } used)
            {
                (_limit, _used, _untilNext) = (limit, used, Math.Max(1, (limit - used) / 10));
                _updatedAt = _askedAt;
            }
            else if (_askedAt - _updatedAt >= Hour)
            {
                // The count now covers more than an hour, and the calls of others are unknown.
                (_limit, _used, _untilNext) = (long.MaxValue, 0, 0);
                _updatedAt = null;
            }
        }
    }

    private static long? Number(JsonElement body, string name) =>
        VendorMessages.Property(body, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value) ? value : null;
}
