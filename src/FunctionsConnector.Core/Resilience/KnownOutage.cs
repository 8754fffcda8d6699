using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Core.Resilience;

/// <summary>
/// An outage that the vendor has announced: a 503 with a <c>Retry-After</c> that is too long to wait for (RFC 9110 section 15.6.4). Until it
/// ends, no further call is sent. Then one call at a time is sent, until one gets another response.
/// </summary>
/// <param name="displayName">The system's name for people.</param>
/// <param name="time">The clock.</param>
internal sealed class KnownOutage(string displayName, TimeProvider time)
{
    /// <summary>How long the others wait for the response to the first call after the announced time.</summary>
    private static readonly TimeSpan Probe = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private long _since;
    private TimeSpan _wait;
    private volatile bool _isKnown;
    private bool _isProbing;

    /// <summary>Null where the call may be sent; else the failure of a call that is not sent.</summary>
    /// <param name="priority">The call's priority.</param>
    /// <param name="isStarting">Whether the call is sent now, so that it is the one that finds out. False before its wait for a slot.</param>
    public Failure? Refusal(CallPriority priority, bool isStarting)
    {
        // A read-back decides the outcome of a call that was sent already.
        if (!_isKnown || priority == CallPriority.ReadBack)
        {
            return null;
        }

        lock (_lock)
        {
            var remaining = _wait - time.GetElapsedTime(_since);
            if (remaining <= TimeSpan.Zero)
            {
                if (isStarting)
                {
                    (_since, _wait, _isProbing) = (time.GetTimestamp(), Probe, true);
                }

                return null;
            }

            return !_isKnown ? null : new Failure(
                FailureCode.SystemUnavailable,
                $"{displayName} is unavailable and asked for no calls for a while. Nothing was sent; try again later.")
            {
                RetryAfter = remaining,
                Wait = WaitReason.Outage,
            };
        }
    }

    /// <summary>Learns from the response to a call whether there is an outage. Only a call after the announced end can say that it has ended.</summary>
    public void Observe(VendorReply reply, CallPriority priority)
    {
        if (reply is not VendorReply.Response answer)
        {
            return;
        }

        if (answer.Status == 503 && answer.AskedWait is { } wait && wait > RetryPolicy.LongestWait)
        {
            lock (_lock)
            {
                (_since, _wait, _isKnown, _isProbing) = (time.GetTimestamp(), wait, true, false);
            }
        }
        else if (_isKnown && answer.Status < 500 && priority != CallPriority.ReadBack)
        {
            lock (_lock)
            {
                _isKnown &= !_isProbing;
            }
        }
    }
}
