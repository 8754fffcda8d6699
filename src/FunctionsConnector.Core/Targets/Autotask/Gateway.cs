using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;

namespace FunctionsConnector.Core.Targets.Autotask;

/// <summary>
/// Every call to Autotask goes through here: with the tenant's zone and credentials, within its limits, sent again only where that
/// is safe.
/// </summary>
internal sealed class Gateway
{
    private readonly TargetSystemSettings _settings;
    private readonly TargetSystemServices _services;
    private readonly Zones _zones;
    private readonly ZoneUrls _urls = new();
    private readonly CallSender _sender;
    private readonly HourlyThreshold _threshold;
    private readonly CredentialTrials _trials;
    private readonly CredentialRecovery _recovery;
    private readonly Resending _reads;
    private readonly Resending _writes;
    private readonly Resending _once;
    private readonly Func<Task<Result<VendorReply>>> _askThreshold;

    public Gateway(TargetSystemSettings settings, TargetSystemServices services)
    {
        _settings = settings;
        _services = services;
        _zones = new Zones(settings, services);
        _threshold = new HourlyThreshold(settings.DisplayName, services.Time);
        _trials = new CredentialTrials(services.Time);
        _recovery = new CredentialRecovery(settings, services, _zones, _trials);
        _sender = new CallSender(settings, services, _threshold, _recovery, _urls);
        _reads = new Resending(reply => !ReferenceEquals(reply, CallSender.Refused) && Answers.IsTransient(reply), services.Timing, services.Time, services.Random);
        _writes = new Resending(
            reply => (reply is VendorReply.Silence { MayHaveArrived: false } && !ReferenceEquals(reply, CallSender.Refused)) || Answers.IsTooManyCalls(reply),
            services.Timing,
            services.Time,
            services.Random);
        _once = new Resending(_ => false, services.Timing, services.Time, services.Random);
        _askThreshold = AskThresholdAsync;
    }

    /// <summary>A call that only reads. The path is below <c>V1.0/</c>.</summary>
    public Task<Result<VendorReply>> GetAsync(
        string endpoint, string path, CancellationToken cancellationToken, CallUrgency urgency = CallUrgency.Caller) =>
        CallAsync(Read(endpoint, path, cost: 1) with { Urgency = urgency }, cancellationToken);

    /// <summary>The look at what a PATCH did, for which its limits were spent along with that of the PATCH.</summary>
    public Task<Result<VendorReply>> ConfirmAsync(string endpoint, string path, CancellationToken cancellationToken) =>
        CallAsync(Read(endpoint, path, cost: 0) with { Urgency = CallUrgency.Confirmation, KeepsThreshold = false }, cancellationToken);

    /// <summary>A PATCH: sent again only where it certainly did not arrive or was not looked at. Its body is asked for when it may go.</summary>
    public Task<Result<VendorReply>> PatchAsync(string endpoint, string path, Func<string> body, CallUrgency urgency, CancellationToken cancellationToken) =>
        CallAsync(
            new Call(endpoint, path, url => new HttpRequestMessage(HttpMethod.Patch, url) { Content = new TrackedJson(body()) }, _writes, Cost: 2)
            {
                IsWrite = true,
                Urgency = urgency,
            },
            cancellationToken);

    /// <summary>The full URL of a path below <c>V1.0/</c>, in the tenant's zone.</summary>
    public async ValueTask<Result<Uri>> UrlAsync(string path, CancellationToken cancellationToken)
    {
        if (!(await Credentials.GetAsync(_services.Secrets, _settings, cancellationToken)).Succeeded(out var credentials, out var failure))
        {
            return failure;
        }

        return (await _zones.GetAsync(credentials.UserName, cancellationToken)).Map(zone => _urls.Of(zone, path));
    }

    private Call Read(string endpoint, string path, int cost) =>
        new(endpoint, path, url => new HttpRequestMessage(HttpMethod.Get, url), _reads, cost);

    private Task<Result<VendorReply>> AskThresholdAsync()
    {
        const string Threshold = "ThresholdInformation";
        return CallAsync(Read(Threshold, Threshold, cost: 1) with { Resending = _once, KeepsThreshold = false }, CancellationToken.None);
    }

    private async Task<Result<VendorReply>> CallAsync(Call call, CancellationToken cancellationToken)
    {
        if (call.KeepsThreshold && await _threshold.CheckAsync(_askThreshold, cancellationToken) is { } limited)
        {
            return limited;
        }

        if (!(await Credentials.GetAsync(_services.Secrets, _settings, cancellationToken)).Succeeded(out var credentials, out var failure))
        {
            return failure;
        }

        var found = await _zones.GetAsync(credentials.UserName, cancellationToken);
        if (found.Failure is { } noZone && noZone.Code != FailureCode.CredentialsRefused)
        {
            return noZone;
        }

        // Where not even a zone is known for the user, there is nothing to send to before the secrets have been asked for again.
        var access = new Access(found.Value ?? Zones.DefaultDiscovery, credentials);
        var reply = await TryAsync(call, access, isSent: found.Value is not null, isLast: false, cancellationToken);
        return IsEmpty(reply) || CallSender.IsRefusal(reply.Value) ? await TryElsewhereAsync(call, access, reply, cancellationToken) : reply;
    }

    /// <summary>In another zone, or with credentials that were asked for anew; the first reply where there is neither.</summary>
    private async Task<Result<VendorReply>> TryElsewhereAsync(Call call, Access access, Result<VendorReply> reply, CancellationToken cancellationToken)
    {
        if (IsEmpty(reply)
            && (await _zones.RediscoverAsync(access.Credentials.UserName, cancellationToken)).Value is { } moved
            && moved != access.Zone)
        {
            return OfLimits(await _sender.SendAsync(call, access with { Zone = moved }, cancellationToken));
        }

        if (!CallSender.IsRefusal(reply.Value))
        {
            return reply;
        }

        if (!(await _recovery.RecoverAsync(access, cancellationToken)).Succeeded(out var renewed, out var failure))
        {
            return reply.Value is VendorReply.Answer && failure.Code == FailureCode.CredentialsRefused ? RefusalOf(reply) : failure;
        }

        reply = await TryAsync(call, renewed, isSent: true, isLast: true, cancellationToken);
        return CallSender.IsRefusal(reply.Value) ? RefusalOf(reply) : reply;
    }

    /// <summary>Sends the call when it is its turn to try these credentials, and notes what that says of them.</summary>
    private async Task<Result<VendorReply>> TryAsync(Call call, Access access, bool isSent, bool isLast, CancellationToken cancellationToken)
    {
        if (!(await _trials.EnterAsync(access.Credentials, cancellationToken)).Succeeded(out var turn, out var failure))
        {
            return failure;
        }

        using (turn)
        {
            if (turn.IsRetrial)
            {
                _recovery.Retry(access);
            }

            var reply = isSent ? await _sender.SendAsync(call, access, cancellationToken) : CallSender.Refused;
            if (CallSender.IsRefusal(reply))
            {
                _recovery.Suspect(access);
                if (isLast)
                {
                    _trials.Refuse(access.Credentials, RefusalOf(reply));
                }
            }
            else if (reply is VendorReply.Answer { IsSuccess: true, Body.Length: > 0 })
            {
                // A gateway's error says nothing of them.
                _trials.Prove(access.Credentials);
            }

            return OfLimits(reply);
        }
    }

    private static Result<VendorReply> OfLimits(VendorReply reply) => reply is VendorReply.Silence { Limited: { } noPlace } ? noPlace : reply;

    private Failure RefusalOf(Result<VendorReply> reply) => Answers.CredentialsRefused(_settings, reply.Value as VendorReply.Answer);

    /// <summary>A wrong zone has been seen to answer with nothing at all.</summary>
    private static bool IsEmpty(Result<VendorReply> reply) => reply.Value is VendorReply.Answer { IsSuccess: true, Body.Length: 0 };
}
