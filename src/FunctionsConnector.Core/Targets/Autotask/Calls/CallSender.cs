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
            if (!call.IsProof && recovery.IsRejected(access))
            {
                return Refused;
            }

            using var message = call.Request(urls.Of(access.Zone, call.Path));
            access.Credentials.AddTo(message);
            threshold.Count();

            // A started PATCH is not cancelled: without its response the outcome would be unknown.
            reply = await services.Http.SendAsync(message, call.IsWrite ? CancellationToken.None : cancellationToken);
            if (IsRefusal(reply) && !call.IsAfterProof)
            {
                recovery.MarkRejected(access);
            }
        }

        return call.Retry?.ShouldRetry(reply) is true ? await RetryAsync(call.Retry, call, access, reply, cancellationToken) : reply;
    }

    private Task<VendorReply> RetryAsync(RetryPolicy retry, Call call, Access access, VendorReply first, CancellationToken cancellationToken)
    {
        var once = call with { Retry = null };
        return retry.RetryAsync(first, token => SendAsync(once, access, token), cancellationToken);
    }
}
