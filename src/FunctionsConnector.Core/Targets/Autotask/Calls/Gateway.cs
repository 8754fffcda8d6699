using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets.Autotask.Authentication;

namespace FunctionsConnector.Core.Targets.Autotask.Calls;

/// <summary>
/// Makes every call to Autotask: with the tenant's zone and credentials, within its limits, and with retries where these are safe.
/// </summary>
internal sealed class Gateway
{
    private const string Threshold = "ThresholdInformation";

    /// <summary>A call is not sent while the credentials are checked; other calls may cause that again and again.</summary>
    private const int MostAttempts = 5;

    private readonly TargetSystemSettings _settings;
    private readonly Zones _zones;
    private readonly AccessSource _access;
    private readonly ZoneUrls _urls = new();
    private readonly CallSender _sender;
    private readonly HourlyThreshold _threshold;
    private readonly CredentialAttempts _attempts;
    private readonly EndpointAttempts _endpoints;
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
        _endpoints = new EndpointAttempts(services.Time);
        _recovery = new CredentialRecovery(settings, credentials, _zones, _attempts, CheckCredentialsAsync);
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
    public Task<Result<VendorReply>> PatchAsync(string endpoint, string path, Func<string> body, CallPriority priority, CancellationToken cancellationToken) =>
        CallAsync(new Call(endpoint, path, body, _writes, Cost: 2) { Priority = priority }, cancellationToken);

    /// <summary>The full URL of a path below <c>V1.0/</c>, in the tenant's zone.</summary>
    public async ValueTask<Result<Uri>> UrlAsync(string path, CancellationToken cancellationToken) =>
        (await _access.FindZoneAsync(cancellationToken)).Map(zone => _urls.Of(zone, path));

    private Call Read(string endpoint, string path, int cost) => new(endpoint, path, Body: null, _reads, cost);

    private Task<Result<VendorReply>> AskThresholdAsync()
    {
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
            ? TryAsync(call, access, cancellationToken)
            : Task.FromResult<Result<VendorReply>>(failure);

    private async ValueTask<Result<Access>> FindAccessAsync(Call call, CancellationToken cancellationToken) =>
        call.KeepsThreshold && await _threshold.CheckAsync(_askThreshold, cancellationToken) is { } limited
            ? limited
            : await _access.FindAsync(cancellationToken);

    /// <summary>Sends the call, and again with access that the vendor accepts, where the first one was refused.</summary>
    private async Task<Result<VendorReply>> TryAsync(Call call, Access access, CancellationToken cancellationToken)
    {
        CredentialAttempts.Permit? atEndpoint = null;
        try
        {
            for (var (attempt, refusals) = (1, 0); ; attempt++)
            {
                Failure? failure;
                if (atEndpoint is null && _endpoints.Find(call) is { } refusing
                    && !(await refusing.EnterAsync(access.Credentials, cancellationToken)).Succeeded(out atEndpoint, out failure))
                {
                    return failure;
                }

                if (!(await TryOnceAsync(call, access, cancellationToken)).Succeeded(out var reply, out failure))
                {
                    return failure;
                }

                if (!CallSender.IsRefusal(reply))
                {
                    if (atEndpoint is { IsAttempt: true } && IsAccepted(reply))
                    {
                        _endpoints.Get(call).MarkValid(access.Credentials);
                    }

                    return IsEmpty(reply) ? await TryMovedAsync(call, access, reply, cancellationToken) : WithLimit(reply);
                }

                if (reply is VendorReply.Response)
                {
                    var refused = _endpoints.Get(call);
                    if (++refusals == 2)
                    {
                        // The vendor accepted the credentials between the two refusals.
                        refused.Suspend(access.Credentials, Responses.AccessRefused(_settings, (VendorReply.Response)reply, $"for {call.Endpoint}"));
                        _recovery.Allow(access);
                        return reply;
                    }

                    if (atEndpoint is { IsAttempt: false })
                    {
                        refused.MarkUnconfirmed(access.Credentials);
                        atEndpoint = null;
                    }
                }

                if (!(await _recovery.RecoverAsync(access, cancellationToken)).Succeeded(out var accepted, out failure))
                {
                    return reply is VendorReply.Response && failure.Code == FailureCode.CredentialsRefused ? RefusalOf(reply) : failure;
                }

                access = accepted;

                if (attempt == MostAttempts)
                {
                    return new Failure(FailureCode.SystemUnavailable, $"{_settings.DisplayName} keeps refusing calls with credentials that it accepts. Try again later.");
                }
            }
        }
        finally
        {
            atEndpoint?.Dispose();
        }
    }

    /// <summary>Sends the call when an attempt with these credentials is allowed, and marks them by the reply.</summary>
    private async Task<Result<VendorReply>> TryOnceAsync(Call call, Access access, CancellationToken cancellationToken)
    {
        if (!(await _attempts.EnterAsync(access.Credentials, cancellationToken)).Succeeded(out var permit, out var failure))
        {
            return failure;
        }

        using (permit)
        {
            // After a pause the credentials are checked before any other call is made with them.
            if (!access.HasZone || permit.IsRetry)
            {
                _recovery.MarkRejected(access);
                return CallSender.Refused;
            }

            var reply = await _sender.SendAsync(call, access, cancellationToken);
            if (permit.IsAttempt && IsAccepted(reply))
            {
                _attempts.MarkValid(access.Credentials);
            }

            return reply;
        }
    }

    /// <summary>Sends a call with an empty reply again, where the tenant has moved to another zone.</summary>
    private async Task<Result<VendorReply>> TryMovedAsync(Call call, Access access, VendorReply first, CancellationToken cancellationToken)
    {
        if ((await _zones.RediscoverAsync(access.Credentials.UserName, cancellationToken)).Value is not { } moved || moved == access.Zone)
        {
            return first;
        }

        var second = await _sender.SendAsync(call, access with { Zone = moved }, cancellationToken);

        // Where nothing was sent to the new zone, the first zone may still have made the write.
        return call.IsWrite && second is VendorReply.NoResponse { MayHaveArrived: false } ? first : WithLimit(second);
    }

    /// <summary><c>Version</c> needs no permission. Older versions of the API lack it. It is free of the limit per minute, because every other call waits for it.</summary>
    private async Task<VendorReply> CheckCredentialsAsync(Access access)
    {
        var check = Read("Version", "Version", cost: 0) with { Priority = CallPriority.ReadBack, KeepsThreshold = false, ChecksCredentials = true };
        var reply = await _sender.SendAsync(check, access, CancellationToken.None);
        return reply is VendorReply.Response { Status: 404 }
            ? await _sender.SendAsync(check with { Endpoint = Threshold, Path = Threshold }, access, CancellationToken.None)
            : reply;
    }

    /// <summary>A gateway's error does not say whether the credentials are valid.</summary>
    private static bool IsAccepted(VendorReply reply) => reply is VendorReply.Response { IsSuccess: true, Body.Length: > 0 };

    private static Result<VendorReply> WithLimit(VendorReply reply) => reply is VendorReply.NoResponse { Limited: { } noSlot } ? noSlot : reply;

    private Failure RefusalOf(VendorReply? reply) => Responses.CredentialsRefused(_settings, reply as VendorReply.Response);

    /// <summary>A wrong zone has been seen to return an empty response.</summary>
    private static bool IsEmpty(VendorReply reply) => reply is VendorReply.Response { IsSuccess: true, Body.Length: 0 };
}
