using FunctionsConnector.Core.Coordination;
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
    private readonly EndpointRefusals _endpoints;
    private readonly RetryPolicy _reads;
    private readonly RetryPolicy _writes;
    private readonly Func<Task<Result<VendorReply>>> _askThreshold;

    public Gateway(TargetSystemSettings settings, TargetSystemServices services)
    {
        _settings = settings;
        _zones = new Zones(settings, services);
        var credentials = new CredentialSource(settings, services.Secrets);
        _access = new AccessSource(credentials, _zones);
        _threshold = new HourlyThreshold(
            settings.DisplayName, services.Time, SharedLimits.Hour(services.Shared, settings.Name), services.Shared?.ShareWhenAlone ?? 1);
        _attempts = new CredentialAttempts(services.Time);
        _endpoints = new EndpointRefusals(services.Time);
        _recovery = new CredentialRecovery(settings, credentials, _zones, _attempts, ProveAsync);
        _reads = new RetryPolicy(reply => !ReferenceEquals(reply, CallSender.Refused) && Responses.IsTransient(reply), services.Timing, services.Time, services.Random);
        _writes = new RetryPolicy(
            reply => (reply is VendorReply.NoResponse { MayHaveArrived: false } && !ReferenceEquals(reply, CallSender.Refused) && !ReferenceEquals(reply, CallSender.Stopped))
                || Responses.IsTooManyCalls(reply),
            services.Timing,
            services.Time,
            services.Random);
        _sender = new CallSender(settings, services, _threshold, _recovery, _urls, _reads);
        _askThreshold = AskThresholdAsync;
    }

    /// <summary>A call that only reads. The path is below <c>V1.0/</c>.</summary>
    public Task<Result<VendorReply>> GetAsync(
        string endpoint, string path, CancellationToken cancellationToken, CallPriority priority = CallPriority.Caller) =>
        CallAsync(Read(endpoint, path, cost: 1) with { Priority = priority }, cancellationToken);

    /// <summary>A query. Its text is in the body, because names of people do not belong into URLs, which proxies log.</summary>
    public Task<Result<VendorReply>> QueryAsync(string entity, string search, CallPriority priority, CancellationToken cancellationToken) =>
        CallAsync(ForPriority(Read(entity, $"{entity}/query", cost: 1) with { Search = search }, priority), cancellationToken);

    /// <summary>The read-back after a PATCH.</summary>
    public Task<Result<VendorReply>> ReadBackAsync(string endpoint, string path, CancellationToken cancellationToken) =>
        CallAsync(ForPriority(Read(endpoint, path, cost: 1), CallPriority.ReadBack), cancellationToken);

    /// <summary>A PATCH. It is retried only where it certainly did not arrive or was not processed. It is written when the call starts.</summary>
    /// <returns>The reply, or <see cref="CallSender.Stopped"/> where the writer wrote none.</returns>
    public Task<Result<VendorReply>> PatchAsync(string endpoint, PatchWriter write, bool reads, CallPriority priority, string? actor, CancellationToken cancellationToken) =>
        CallAsync(new Call(endpoint, string.Empty, write, _writes, reads ? 3 : 2) { Priority = priority, Actor = actor }, cancellationToken);

    /// <summary>The full URL of a path below <c>V1.0/</c>, in the tenant's zone.</summary>
    public async ValueTask<Result<Uri>> UrlAsync(string path, CancellationToken cancellationToken) =>
        (await _access.FindZoneAsync(cancellationToken)).Map(zone => _urls.Of(zone, path));

    /// <summary>Calls <c>Version</c>, which needs no permission on any entity. Older versions of the API lack it.</summary>
    public async Task<Result<VendorReply>> GetVersionAsync(CancellationToken cancellationToken)
    {
        var reply = await GetAsync("Version", "Version", cancellationToken);
        return reply.Value is VendorReply.Response { Status: 404 }
            ? await GetAsync("ThresholdInformation", "ThresholdInformation", cancellationToken)
            : reply;
    }

    // The limits charged a read-back together with its PATCH.
    private static Call ForPriority(Call call, CallPriority priority) =>
        priority == CallPriority.ReadBack ? call with { Priority = priority, Cost = 0, KeepsThreshold = false } : call with { Priority = priority };

    private Call Read(string endpoint, string path, int cost) => new(endpoint, path, Write: null, _reads, cost);

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
            ? TryAsync(call, access, cancellationToken)
            : Task.FromResult<Result<VendorReply>>(failure);

    private async ValueTask<Result<Access>> FindAccessAsync(Call call, CancellationToken cancellationToken) =>
        call.KeepsThreshold && await _threshold.CheckAsync(_askThreshold, cancellationToken) is { } limited
            ? limited
            : await _access.FindAsync(cancellationToken);

    /// <summary>Sends the call when an attempt with these credentials is allowed, and marks them by the reply.</summary>
    private async Task<Result<VendorReply>> TryAsync(Call call, Access access, CancellationToken cancellationToken)
    {
        if (!(await _attempts.EnterAsync(access.Credentials, cancellationToken)).Succeeded(out var permit, out var failure))
        {
            return failure;
        }

        VendorReply reply;
        using (permit)
        {
            if (_endpoints.Of(call.Endpoint, call.IsWrite, access.Credentials) is { } refused)
            {
                return refused;
            }

            // Credentials that were refused a minute ago are proved first: one refusal a minute instead of two.
            reply = access.HasZone && !permit.IsRetry ? await _sender.SendAsync(call, access, cancellationToken) : CallSender.Refused;
            if (reply is VendorReply.Response { IsSuccess: true, Body.Length: > 0 })
            {
                // A gateway's error does not say whether they are valid.
                _attempts.MarkValid(access.Credentials);
            }
        }

        return CallSender.IsRefusal(reply) ? await TryRenewedAsync(call, access, reply, cancellationToken)
            : IsEmpty(reply) ? await TryMovedAsync(call, access, reply, cancellationToken)
            : WithLimit(reply);
    }

    /// <summary>Retries in another zone. Where there is none, it returns the first reply.</summary>
    private async Task<Result<VendorReply>> TryMovedAsync(Call call, Access access, VendorReply first, CancellationToken cancellationToken)
    {
        if (call.IsAfterProof
            || (await _zones.RediscoverAsync(access.Credentials.UserName, cancellationToken)).Value is not { } moved
            || moved == access.Zone)
        {
            return first;
        }

        var second = await _sender.SendAsync(call, access with { Zone = moved }, cancellationToken);

        // Where nothing was sent to the new zone, the first zone may still have made the write.
        return call.IsWrite && second is VendorReply.NoResponse { MayHaveArrived: false } ? first : WithLimit(second);
    }

    /// <summary>
    /// Retries after a refusal, once the credentials are proved. An update is harmless to repeat. A second refusal is about this endpoint, to
    /// which the API user may have no access.
    /// </summary>
    private async Task<Result<VendorReply>> TryRenewedAsync(Call call, Access access, VendorReply first, CancellationToken cancellationToken)
    {
        if (call.IsAfterProof)
        {
            var refusal = Responses.EndpointRefused(_settings, call.Endpoint, first as VendorReply.Response);
            _endpoints.Add(call.Endpoint, call.IsWrite, access.Credentials, refusal);

            // A refusal is no proof: the record says whether a refused write was made.
            return call.IsWrite && first is VendorReply.Response ? first : refusal;
        }

        if (!(await _recovery.RecoverAsync(access, cancellationToken)).Succeeded(out var renewed, out var failure))
        {
            return first is VendorReply.Response answer && failure.Code == FailureCode.CredentialsRefused ? Responses.CredentialsRefused(_settings, answer) : failure;
        }

        // A call that was not sent, because another one was refused, has not been refused itself.
        return await TryAsync(call with { IsAfterProof = first is VendorReply.Response }, renewed, cancellationToken);
    }

    /// <summary>
    /// Whether the vendor accepts the access. <c>Version</c> needs no permission on any entity. Older versions of the API lack it.
    /// </summary>
    private async Task<Failure?> ProveAsync(Access access)
    {
        var reply = await ProveByAsync("Version", access);
        if (reply is VendorReply.Response { Status: 404 })
        {
            reply = await ProveByAsync("ThresholdInformation", access);
        }

        return reply switch
        {
            VendorReply.Response { IsSuccess: true, Body.Length: > 0 } => null,
            VendorReply.Response answer when CallSender.IsRefusal(answer) => Responses.CredentialsRefused(_settings, answer),
            _ => new Failure(
                FailureCode.SystemUnavailable,
                $"{_settings.DisplayName} refused a call, and could not be asked whether it accepts the credentials. Nothing was changed; try again later."),
        };
    }

    // It must not wait for the minute: all other calls wait for it.
    private Task<VendorReply> ProveByAsync(string path, Access access) =>
        _sender.SendAsync(Read(path, path, cost: 0) with { Priority = CallPriority.ReadBack, IsProof = true }, access, CancellationToken.None);

    private static Result<VendorReply> WithLimit(VendorReply reply) => reply is VendorReply.NoResponse { Limited: { } noSlot } ? noSlot : reply;

    /// <summary>A wrong zone has been seen to return an empty response.</summary>
    private static bool IsEmpty(VendorReply reply) => reply is VendorReply.Response { IsSuccess: true, Body.Length: 0 };
}
