using FunctionsConnector.Core.Coordination;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets.Autotask.Authentication;
using FunctionsConnector.Core.Telemetry;

namespace FunctionsConnector.Core.Targets.Autotask.Calls;

/// <summary>Sends calls with a known zone and credentials, within the limits, and retries them where that is safe.</summary>
internal sealed class CallSender(
    TargetSystemSettings settings, TargetSystemServices services, HourlyThreshold threshold, CredentialRecovery recovery, ZoneUrls urls, RetryPolicy reads)
{
    /// <summary>The reply of a call that was not sent, because its credentials are rejected.</summary>
    public static readonly VendorReply Refused = new VendorReply.NoResponse(false, "the credentials were refused");

    /// <summary>The reply of a PATCH that was not sent, because its writer decided so.</summary>
    public static readonly VendorReply Stopped = new VendorReply.NoResponse(false, "nothing was to be sent");

    /// <summary>The vendor allows three calls at a time per endpoint and tracking identifier; integrators use two.</summary>
    private const int Concurrency = 2;

    private readonly KnownOutage _outage = new(settings.DisplayName, services.Time);

    private readonly CallLimits _limits = new(
        settings.MaxConcurrency ?? Concurrency,
        settings.CallsPerMinute is { } calls ? SharedLimits.Minute(services.Shared, settings.Name, calls, services.Timing, services.Time) : null,
        services.Timing.UntilStarted,
        services.Time,
        endpoint => SharedLimits.Threads(services.Shared, $"{settings.Name} {endpoint}", settings.MaxConcurrency ?? Concurrency, services.Timing));

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

        if (_outage.Refusal(call.Priority, isStarting: false) is { } known)
        {
            return NoSlot(known);
        }

        long? asked = ConnectorMetrics.MeasuresWaits ? services.Time.GetTimestamp() : null;
        var entered = await _limits.AcquireAsync(call.Endpoint, call.Cost, call.Priority, cancellationToken);
        if (asked is { } since)
        {
            ConnectorMetrics.RecordWait(settings.Name, call.Priority, services.Time.GetElapsedTime(since));
        }

        if (!entered.Succeeded(out var slot, out var noSlot))
        {
            return NoSlot(noSlot);
        }

        VendorReply reply;
        using (slot)
        {
            // Another call may have been refused while this one waited. A second refusal would help to lock the API user.
            if (!call.IsProof && recovery.IsRejected(access))
            {
                return Refused;
            }

            if (_outage.Refusal(call.Priority, isStarting: true) is { } begun)
            {
                return NoSlot(begun);
            }

            var (request, instead) = await RequestAsync(call, access);
            if (request is null)
            {
                slot.Refund(call.Cost - 1);
                return instead;
            }

            using var message = request;
            access.Credentials.AddTo(message);
            threshold.Count();

            // A started PATCH is not cancelled: without its response the outcome would be unknown.
            reply = await services.Http.SendAsync(message, call.IsWrite ? CancellationToken.None : cancellationToken);
            _outage.Observe(reply, call.Priority);
            if (IsRefusal(reply) && !call.IsAfterProof)
            {
                recovery.MarkRejected(access);
            }
        }

        return call.Retry?.ShouldRetry(reply) is true ? await RetryAsync(call.Retry, call, access, reply, cancellationToken) : reply;
    }

    private static VendorReply.NoResponse NoSlot(Failure failure) => new(false, "no call could be made in time") { Limited = failure };

    /// <returns>The request; else the reply of a PATCH that is not sent. A refusal of the credentials of its read is one of the PATCH.</returns>
    private async ValueTask<(HttpRequestMessage? Request, VendorReply Instead)> RequestAsync(Call call, Access access)
    {
        if (call.Write is not { } write)
        {
            return (Reading(call, access), Stopped);
        }

        var instead = Stopped;
        var patch = await write(async (path, token) =>
        {
            var reply = await ReadWithinSlotAsync(path, access, token);
            instead = IsRefusal(reply) ? reply : Stopped;
            return reply;
        });
        if (patch is null)
        {
            return (null, instead);
        }

        var message = new HttpRequestMessage(HttpMethod.Patch, urls.Of(access.Zone, patch.Path)) { Content = new TrackedText(patch.Body) };
        if (call.Actor is { } actor)
        {
            // The vendor refuses it on calls that read.
            message.Headers.TryAddWithoutValidation("ImpersonationResourceId", actor);
        }

        return (message, Stopped);
    }

    private HttpRequestMessage Reading(Call call, Access access) => call.Search is { } search
        ? new HttpRequestMessage(HttpMethod.Post, urls.Of(access.Zone, call.Path)) { Content = new TrackedText(search) }
        : new HttpRequestMessage(HttpMethod.Get, urls.Of(access.Zone, call.Path));

    /// <summary>A read just before a PATCH. It needs no slot of its own: the two calls of the slot follow each other.</summary>
    private Task<VendorReply> ReadWithinSlotAsync(string path, Access access, CancellationToken cancellationToken) => reads.SendAsync(
        async token =>
        {
            using var message = new HttpRequestMessage(HttpMethod.Get, urls.Of(access.Zone, path));
            access.Credentials.AddTo(message);
            threshold.Count();
            var reply = await services.Http.SendAsync(message, token);
            if (IsRefusal(reply))
            {
                recovery.MarkRejected(access);
            }

            return reply;
        },
        cancellationToken);

    private Task<VendorReply> RetryAsync(RetryPolicy retry, Call call, Access access, VendorReply first, CancellationToken cancellationToken)
    {
        var once = call with { Retry = null };
        return retry.RetryAsync(first, token => SendAsync(once, access, token), cancellationToken);
    }
}
