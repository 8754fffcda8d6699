using System.Text.Json;
using FunctionsConnector.Core.Coordination.Hours;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;

namespace FunctionsConnector.Core.Targets.Autotask.Calls;

/// <summary>
/// The tenant's calls of the last hour, which all its integrations share. At the threshold the vendor refuses every integration, so the
/// connector stops before. It asks <c>ThresholdInformation</c> more often as less is left, in the background, so that a missing response
/// does not block calls. The instances share what is left: each takes batches of it, and one asks for all.
/// </summary>
/// <param name="displayName">The system's name for people.</param>
/// <param name="time">The clock.</param>
/// <param name="shared">What is left for all instances; null for an instance alone.</param>
/// <param name="shareWhenAlone">The part of what is left that this instance uses while it cannot ask the others.</param>
internal sealed class HourlyThreshold(string displayName, TimeProvider time, SharedThreshold? shared = null, double shareWhenAlone = 1)
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
    private long? _leftWhenAlone;

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

        var mayCall = shared is null ? HasCallsLeft() : await CheckSharedAsync(shared, cancellationToken);
        return mayCall ? null : new Failure(
            FailureCode.RateLimited,
            $"{displayName} allows {_limit} calls an hour for all integrations together, and they are used up. Try again later.")
        {
            RetryAfter = MinAge,
            Wait = WaitReason.HourlyThreshold,
        };
    }

    /// <summary>Counts one call that is sent.</summary>
    public void Count()
    {
        lock (_lock)
        {
            _used++;
            _untilNext--;
        }

        shared?.Count();
    }

    private bool HasCallsLeft()
    {
        lock (_lock)
        {
            return _used < _limit;
        }
    }

    private async ValueTask<bool> CheckSharedAsync(SharedThreshold threshold, CancellationToken cancellationToken)
    {
        var (mayCall, row) = await threshold.CheckAsync(cancellationToken);
        lock (_lock)
        {
            if (row is not null)
            {
                Adopt(row);
                _leftWhenAlone = null;
                return mayCall && _used < _limit;
            }

            // Without the table, this instance uses a part of what was left.
            _leftWhenAlone = mayCall ? null : _leftWhenAlone ?? (_limit == long.MaxValue ? _limit : _used + Math.Max(1, (long)((_limit - _used) * shareWhenAlone)));
            return _used < _limit && (mayCall || _used < _leftWhenAlone);
        }
    }

    /// <summary>Takes what another instance has learned from the vendor, where it is newer.</summary>
    private void Adopt(HourRow row)
    {
        if (row.Limit is { } limit && shared!.AgeOf(row) is var age && (_askedAt is null || time.Monotonic() - age > _askedAt))
        {
            (_limit, _used, _untilNext) = (limit, row.Used, Math.Max(1, (limit - row.Used) / 10));
            _askedAt = _updatedAt = time.Monotonic() - age;
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
        DateTimeOffset? saidAt = null;
        try
        {
            saidAt = shared is null ? null : await shared.NowAsync();
            reply = (await ask()).Value;
        }
        finally
        {
            Update(reply);
        }

        if (shared is not null && saidAt is { } at && reply is VendorReply.Response answer && Reading(answer) is { } reading)
        {
            await shared.SayAsync(reading.Limit, reading.Used, at);
        }
    }

    private void Update(VendorReply? reply)
    {
        lock (_lock)
        {
            _askedAt = time.Monotonic();
            _asking = null;
            if (reply is VendorReply.Response answer && Reading(answer) is { } reading)
            {
                (_limit, _used, _untilNext) = (reading.Limit, reading.Used, Math.Max(1, (reading.Limit - reading.Used) / 10));
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

    private static (long Limit, long Used)? Reading(VendorReply.Response answer) =>
        answer is { Status: 200 }
        && answer.Json() is { ValueKind: JsonValueKind.Object } body
        && Number(body, "externalRequestThreshold") is { } limit
        && Number(body, "currentTimeframeRequestCount") is { } used
            ? (limit, used)
            : null;

    private static long? Number(JsonElement body, string name) =>
        VendorMessages.Property(body, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value) ? value : null;
}
