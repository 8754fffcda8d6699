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
    private readonly Zones _zones;
    private readonly AccessSource _access;
    private readonly ZoneUrls _urls = new();
    private readonly CallSender _sender;
    private readonly HourlyThreshold _threshold;
    private readonly CredentialTrials _trials;
    private readonly CredentialRecovery _recovery;
    private readonly Resending _reads;
    private readonly Resending _writes;
    private readonly Func<Task<Result<VendorReply>>> _askThreshold;

    public Gateway(TargetSystemSettings settings, TargetSystemServices services)
    {
        _settings = settings;
        _zones = new Zones(settings, services);
        var credentials = new CredentialSource(settings, services.Secrets);
        _access = new AccessSource(credentials, _zones);
        _threshold = new HourlyThreshold(settings.DisplayName, services.Time);
        _trials = new CredentialTrials(services.Time);
        _recovery = new CredentialRecovery(settings, credentials, _zones, _trials);
        _sender = new CallSender(settings, services, _threshold, _recovery, _urls);
        _reads = new Resending(reply => !ReferenceEquals(reply, CallSender.Refused) && Answers.IsTransient(reply), services.Timing, services.Time, services.Random);
        _writes = new Resending(
            reply => (reply is VendorReply.Silence { MayHaveArrived: false } && !ReferenceEquals(reply, CallSender.Refused)) || Answers.IsTooManyCalls(reply),
            services.Timing,
            services.Time,
            services.Random);
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
        CallAsync(new Call(endpoint, path, body, _writes, Cost: 2) { Urgency = urgency }, cancellationToken);

    /// <summary>The full URL of a path below <c>V1.0/</c>, in the tenant's zone.</summary>
    public async ValueTask<Result<Uri>> UrlAsync(string path, CancellationToken cancellationToken) =>
        (await _access.FindZoneAsync(cancellationToken)).Map(zone => _urls.Of(zone, path));

    private Call Read(string endpoint, string path, int cost) => new(endpoint, path, Body: null, _reads, cost);

    private Task<Result<VendorReply>> AskThresholdAsync()
    {
        const string Threshold = "ThresholdInformation";
        return CallAsync(Read(Threshold, Threshold, cost: 1) with { Resending = null, KeepsThreshold = false }, CancellationToken.None);
    }

    // Nearly always all that a call needs is at hand; then nothing waits here.
    private Task<Result<VendorReply>> CallAsync(Call call, CancellationToken cancellationToken)
    {
        var finding = FindAccessAsync(call, cancellationToken);
        return finding.IsCompletedSuccessfully
            ? CallAsync(call, finding.Result, cancellationToken)
            : WaitAsync(call, finding, cancellationToken);
    }

    private async Task<Result<VendorReply>> WaitAsync(Call call, ValueTask<Result<Access>> finding, CancellationToken cancellationToken) =>
        await CallAsync(call, await finding, cancellationToken);

    private Task<Result<VendorReply>> CallAsync(Call call, Result<Access> found, CancellationToken cancellationToken) =>
        found.Succeeded(out var access, out var failure)
            ? TryAsync(call, access, isLast: false, cancellationToken)
            : Task.FromResult<Result<VendorReply>>(failure);

    private async ValueTask<Result<Access>> FindAccessAsync(Call call, CancellationToken cancellationToken) =>
        call.KeepsThreshold && await _threshold.CheckAsync(_askThreshold, cancellationToken) is { } limited
            ? limited
            : await _access.FindAsync(cancellationToken);

    /// <summary>Sends the call when it is its turn to try these credentials, and notes what that says of them.</summary>
    private async Task<Result<VendorReply>> TryAsync(Call call, Access access, bool isLast, CancellationToken cancellationToken)
    {
        if (!(await _trials.EnterAsync(access.Credentials, cancellationToken)).Succeeded(out var turn, out var failure))
        {
            return failure;
        }

        VendorReply reply;
        using (turn)
        {
            if (turn.IsRetrial)
            {
                _recovery.Retry(access);
            }

            reply = access.HasZone ? await _sender.SendAsync(call, access, cancellationToken) : CallSender.Refused;
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
        }

        return isLast || !(IsEmpty(reply) || CallSender.IsRefusal(reply))
            ? OfLimits(reply)
            : await TryElsewhereAsync(call, access, reply, cancellationToken);
    }

    /// <summary>In another zone, or with credentials that were asked for anew; the first reply where there is neither.</summary>
    private async Task<Result<VendorReply>> TryElsewhereAsync(Call call, Access access, VendorReply first, CancellationToken cancellationToken)
    {
        if (IsEmpty(first)
            && (await _zones.RediscoverAsync(access.Credentials.UserName, cancellationToken)).Value is { } moved
            && moved != access.Zone)
        {
            var second = await _sender.SendAsync(call, access with { Zone = moved }, cancellationToken);

            // That nothing was sent there says nothing of a write that may have been made here.
            return call.IsWrite && second is VendorReply.Silence { MayHaveArrived: false } ? first : OfLimits(second);
        }

        if (!CallSender.IsRefusal(first))
        {
            return first;
        }

        if (!(await _recovery.RecoverAsync(access, cancellationToken)).Succeeded(out var renewed, out var failure))
        {
            return first is VendorReply.Answer && failure.Code == FailureCode.CredentialsRefused ? RefusalOf(first) : failure;
        }

        var reply = await TryAsync(call, renewed, isLast: true, cancellationToken);
        return CallSender.IsRefusal(reply.Value) ? RefusalOf(reply.Value) : reply;
    }

    private static Result<VendorReply> OfLimits(VendorReply reply) => reply is VendorReply.Silence { Limited: { } noPlace } ? noPlace : reply;

    private Failure RefusalOf(VendorReply? reply) => Answers.CredentialsRefused(_settings, reply as VendorReply.Answer);

    /// <summary>A wrong zone has been seen to answer with nothing at all.</summary>
    private static bool IsEmpty(VendorReply reply) => reply is VendorReply.Answer { IsSuccess: true, Body.Length: 0 };
}
