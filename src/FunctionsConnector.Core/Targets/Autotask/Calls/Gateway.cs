using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets.Autotask.Authentication;

namespace FunctionsConnector.Core.Targets.Autotask.Calls;

/// <summary>
/// Makes every call to Autotask: with the tenant's zone and credentials, within its limits, and with retries where these are safe.
/// </summary>
internal sealed class Gateway
{
    private readonly TargetSystemSettings _settings;
    private readonly Zones _zones;
    private readonly AccessSource _access;
    private readonly ZoneUrls _urls = new();
    private readonly CallSender _sender;
    private readonly HourlyThreshold _threshold;
    private readonly CredentialAttempts _attempts;
    private readonly CredentialRecovery _recovery;
    private readonly RetryPolicy _reads;
    private readonly RetryPolicy _writes;
    private readonly Func<Task<Result<VendorReply>>> _askThreshold;

    public Gateway(TargetSystemSettings settings, TargetSystemServices services)
    {
        _settings = settings;
        _zones = new Zones(settings, services);
        var credentials = new CredentialSource(settings, services.Secrets);
        _access = new AccessSource(credentials, _zones);
        _threshold = new HourlyThreshold(settings.DisplayName, services.Time);
        _attempts = new CredentialAttempts(services.Time);
        _recovery = new CredentialRecovery(settings, credentials, _zones, _attempts);
        _sender = new CallSender(settings, services, _threshold, _recovery, _urls);
        _reads = new RetryPolicy(reply => !ReferenceEquals(reply, CallSender.Refused) && Responses.IsTransient(reply), services.Timing, services.Time, services.Random);
        _writes = new RetryPolicy(
            reply => (reply is VendorReply.NoResponse { MayHaveArrived: false } && !ReferenceEquals(reply, CallSender.Refused)) || Responses.IsTooManyCalls(reply),
            services.Timing,
            services.Time,
            services.Random);
        _askThreshold = AskThresholdAsync;
    }

    /// <summary>A call that only reads. The path is below <c>V1.0/</c>.</summary>
    public Task<Result<VendorReply>> GetAsync(
        string endpoint, string path, CancellationToken cancellationToken, CallPriority priority = CallPriority.Caller) =>
        CallAsync(Read(endpoint, path, cost: 1) with { Priority = priority }, cancellationToken);

    /// <summary>The read-back after a PATCH. The limits charged it together with the PATCH.</summary>
    public Task<Result<VendorReply>> ReadBackAsync(string endpoint, string path, CancellationToken cancellationToken) =>
        CallAsync(Read(endpoint, path, cost: 0) with { Priority = CallPriority.ReadBack, KeepsThreshold = false }, cancellationToken);

    /// <summary>A PATCH. It is retried only where it certainly did not arrive or was not processed. Its body is written when the call starts.</summary>
    /// <param name="endpoint">The entity.</param>
    /// <param name="path">The path, asked for when the call starts.</param>
    /// <param name="body">Writes the body.</param>
    /// <param name="priority">The call's priority.</param>
    /// <param name="beforeSending">See <see cref="Call.BeforeSending"/>; null where nothing is read.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<Result<VendorReply>> PatchAsync(
        string endpoint,
        Func<string> path,
        Func<string> body,
        CallPriority priority,
        Func<Func<string, Task<VendorReply>>, ValueTask<Failure?>>? beforeSending,
        CancellationToken cancellationToken) =>
        CallAsync(new Call(endpoint, string.Empty, body, _writes, Cost: 2) { Priority = priority, LatePath = path, BeforeSending = beforeSending }, cancellationToken);

    /// <summary>The full URL of a path below <c>V1.0/</c>, in the tenant's zone.</summary>
    public async ValueTask<Result<Uri>> UrlAsync(string path, CancellationToken cancellationToken) =>
        (await _access.FindZoneAsync(cancellationToken)).Map(zone => _urls.Of(zone, path));

    private Call Read(string endpoint, string path, int cost) => new(endpoint, path, Body: null, _reads, cost);

    private Task<Result<VendorReply>> AskThresholdAsync()
    {
        const string Threshold = "ThresholdInformation";
        return CallAsync(Read(Threshold, Threshold, cost: 1) with { Retry = null, KeepsThreshold = false }, CancellationToken.None);
    }

    // Zone and credentials are nearly always cached; then nothing is awaited here.
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

    /// <summary>Sends the call when an attempt with these credentials is allowed, and marks them by the reply.</summary>
    private async Task<Result<VendorReply>> TryAsync(Call call, Access access, bool isLast, CancellationToken cancellationToken)
    {
        if (!(await _attempts.EnterAsync(access.Credentials, cancellationToken)).Succeeded(out var permit, out var failure))
        {
            return failure;
        }

        VendorReply reply;
        using (permit)
        {
            if (permit.IsRetry)
            {
                _recovery.AllowRetry(access);
            }

            reply = access.HasZone ? await _sender.SendAsync(call, access, cancellationToken) : CallSender.Refused;
            if (CallSender.IsRefusal(reply))
            {
                _recovery.MarkRejected(access);
                if (isLast)
                {
                    _attempts.Suspend(access.Credentials, RefusalOf(reply));
                }
            }
            else if (reply is VendorReply.Response { IsSuccess: true, Body.Length: > 0 })
            {
                // A gateway's error does not say whether they are valid.
                _attempts.MarkValid(access.Credentials);
            }
        }

        return isLast || !(IsEmpty(reply) || CallSender.IsRefusal(reply))
            ? WithLimit(reply)
            : await TryRenewedAsync(call, access, reply, cancellationToken);
    }

    /// <summary>Retries in another zone or with new credentials. Without either, it returns the first reply.</summary>
    private async Task<Result<VendorReply>> TryRenewedAsync(Call call, Access access, VendorReply first, CancellationToken cancellationToken)
    {
        if (IsEmpty(first)
            && (await _zones.RediscoverAsync(access.Credentials.UserName, cancellationToken)).Value is { } moved
            && moved != access.Zone)
        {
            var second = await _sender.SendAsync(call, access with { Zone = moved }, cancellationToken);

            // Where nothing was sent to the new zone, the first zone may still have made the write.
            return call.IsWrite && second is VendorReply.NoResponse { MayHaveArrived: false } ? first : WithLimit(second);
        }

        if (!CallSender.IsRefusal(first))
        {
            return first;
        }

        if (!(await _recovery.RecoverAsync(access, cancellationToken)).Succeeded(out var renewed, out var failure))
        {
            return first is VendorReply.Response && failure.Code == FailureCode.CredentialsRefused ? RefusalOf(first) : failure;
        }

        var reply = await TryAsync(call, renewed, isLast: true, cancellationToken);
        return CallSender.IsRefusal(reply.Value) ? RefusalOf(reply.Value) : reply;
    }

    private static Result<VendorReply> WithLimit(VendorReply reply) => reply is VendorReply.NoResponse { Limited: { } noSlot } ? noSlot : reply;

    private Failure RefusalOf(VendorReply? reply) => Responses.CredentialsRefused(_settings, reply as VendorReply.Response);

    /// <summary>A wrong zone has been seen to return an empty response.</summary>
    private static bool IsEmpty(VendorReply reply) => reply is VendorReply.Response { IsSuccess: true, Body.Length: 0 };
}
