using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets.Autotask.Authentication;
using FunctionsConnector.Core.Telemetry;

namespace FunctionsConnector.Core.Targets.Autotask.Calls;

/// <summary>Sends calls with a known zone and credentials, within the limits, and retries them where that is safe.</summary>
internal sealed class CallSender(
    TargetSystemSettings settings, TargetSystemServices services, HourlyThreshold threshold, CredentialRecovery recovery, ZoneUrls urls)
{
    /// <summary>The reply of a call that was not sent, because its credentials are rejected.</summary>
    public static readonly VendorReply Refused = new VendorReply.NoResponse(false, "the credentials were refused");

    /// <summary>The vendor allows three calls at a time per endpoint and tracking identifier; integrators use two.</summary>
    private const int Concurrency = 2;

    private readonly CallLimits _limits = new(
        settings.MaxConcurrency ?? Concurrency,
        settings.CallsPerMinute is { } calls ? new MinuteBudget(calls, services.Timing.UntilStarted, services.Time) : null,
        services.Timing.UntilStarted,
        services.Time);

    /// <summary>Whether the credentials were refused, or are known to be rejected.</summary>
    public static bool IsRefusal(VendorReply? reply) =>
        ReferenceEquals(reply, Refused) || (reply is VendorReply.Response answer && VendorMessages.IsCredentialRefusal(answer));

    /// <summary>Sends a call.</summary>
    public async Task<VendorReply> SendAsync(Call call, Access access, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return RetryPolicy.NotSent;
        }

        long? asked = ConnectorMetrics.MeasuresWaits ? services.Time.GetTimestamp() : null;
        var entered = await _limits.AcquireAsync(call.Endpoint, call.Cost, call.Priority, cancellationToken);
        if (asked is { } since)
        {
            ConnectorMetrics.RecordWait(settings.Name, call.Priority, services.Time.GetElapsedTime(since));
        }

        if (!entered.Succeeded(out var slot, out var noSlot))
        {
            return new VendorReply.NoResponse(false, "no call could be made in time") { Limited = noSlot };
        }

        VendorReply reply;
        using (slot)
        {
            // Another call may have been refused while this one waited. A second refusal would help to lock the API user.
            if (recovery.IsRejected(access))
            {
                return Refused;
            }

            if (call.BeforeSending is { } check)
            {
                VendorReply? read = null;
                var stopped = await check(async path => read = await ReadInSlotAsync(path, access, cancellationToken));
                if (IsRefusal(read))
                {
                    recovery.MarkRejected(access);
                    return Refused;
                }

                if (stopped is not null)
                {
                    return new VendorReply.NoResponse(false, "the record was read again") { Limited = stopped };
                }
            }

            using var message = call.Request(urls.Of(access.Zone, call.LatePath?.Invoke() ?? call.Path));
            access.Credentials.AddTo(message);
            threshold.Count();

            // A started PATCH is not cancelled: without its response the outcome would be unknown.
            reply = await services.Http.SendAsync(message, call.IsWrite ? CancellationToken.None : cancellationToken);
            if (IsRefusal(reply))
            {
                recovery.MarkRejected(access);
            }
        }

        return call.Retry?.ShouldRetry(reply) is true ? await RetryAsync(call.Retry, call, access, reply, cancellationToken) : reply;
    }

    /// <summary>
    /// Uses the slot of the PATCH that it decides on. With a slot of its own, two PATCHes that hold all slots of the endpoint would wait for
    /// each other.
    /// </summary>
    private async Task<VendorReply> ReadInSlotAsync(string path, Access access, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, urls.Of(access.Zone, path));
        access.Credentials.AddTo(message);
        threshold.Count();
        _limits.Charge();
        return await services.Http.SendAsync(message, cancellationToken);
    }

    private Task<VendorReply> RetryAsync(RetryPolicy retry, Call call, Access access, VendorReply first, CancellationToken cancellationToken)
    {
        var once = call with { Retry = null };
        return retry.RetryAsync(first, token => SendAsync(once, access, token), cancellationToken);
    }
}
