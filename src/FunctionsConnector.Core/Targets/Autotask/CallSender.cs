using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Telemetry;

namespace FunctionsConnector.Core.Targets.Autotask;

/// <summary>Sends calls whose address and credentials are known: each within the limits, and again only where that is safe.</summary>
internal sealed class CallSender(
    TargetSystemSettings settings, TargetSystemServices services, HourlyThreshold threshold, CredentialRecovery recovery, ZoneUrls urls)
{
    /// <summary>Stands for the refusal that a call would have met, had it been sent.</summary>
    public static readonly VendorReply Refused = new VendorReply.Silence(false, "the credentials were refused");

    /// <summary>The vendor allows three at a time per endpoint and tracking identifier; practitioners stay at two.</summary>
    private const int Concurrency = 2;

    private readonly CallLimits _limits = new(
        settings.MaxConcurrency ?? Concurrency,
        settings.CallsPerMinute is { } calls ? new MinuteBudget(calls, services.Timing.UntilStarted, services.Time) : null,
        services.Timing.UntilStarted,
        services.Time);

    /// <summary>Whether the credentials were refused, or would have been.</summary>
    public static bool IsRefusal(VendorReply? reply) =>
        ReferenceEquals(reply, Refused) || (reply is VendorReply.Answer answer && VendorMessages.IsCredentialRefusal(answer));

    /// <summary>What came back at last; a silence with its <see cref="VendorReply.Silence.Limited"/> where no place came free in time.</summary>
    public async Task<VendorReply> SendAsync(Call call, Access access, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Resending.NotSent;
        }

        long? asked = Metering.WantsWaits ? services.Time.GetTimestamp() : null;
        var entered = await _limits.EnterAsync(call.Endpoint, call.Cost, call.Urgency, cancellationToken);
        if (asked is { } since)
        {
            Metering.Waited(settings.Name, call.Urgency, services.Time.GetElapsedTime(since));
        }

        if (!entered.Succeeded(out var place, out var noPlace))
        {
            return new VendorReply.Silence(false, "no call could be made in time") { Limited = noPlace };
        }

        VendorReply reply;
        using (place)
        {
            // Who waited for a place while another was refused must not be refused, too: that is how users get locked.
            if (recovery.IsSuspect(access))
            {
                return Refused;
            }

            using var message = call.Request(urls.Of(access.Zone, call.Path));
            access.Credentials.AddTo(message);
            threshold.Count();

            // A PATCH that has begun is waited for as long as a call may take: to give it up is to know nothing.
            reply = await services.Http.SendAsync(message, call.IsWrite ? CancellationToken.None : cancellationToken);
            if (IsRefusal(reply))
            {
                recovery.Suspect(access);
            }
        }

        return call.Resending?.Wants(reply) is true ? await SendAgainAsync(call.Resending, call, access, reply, cancellationToken) : reply;
    }

    private Task<VendorReply> SendAgainAsync(Resending resending, Call call, Access access, VendorReply first, CancellationToken cancellationToken)
    {
        var once = call with { Resending = null };
        return resending.SendAgainAsync(first, token => SendAsync(once, access, token), cancellationToken);
    }
}
