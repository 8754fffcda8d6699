using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;

namespace FunctionsConnector.Core.Targets.Autotask;

/// <summary>
/// Every call to Autotask goes through here: with the tenant's zone and credentials, within its limits, sent again only where that
/// is safe.
/// </summary>
internal sealed class Gateway
{
    /// <summary>The vendor allows three at a time per endpoint and tracking identifier; practitioners stay at two.</summary>
    private const int Concurrency = 2;

    private readonly TargetSystemSettings _settings;
    private readonly TargetSystemServices _services;
    private readonly Zones _zones;
    private readonly CallLimits _limits;
    private readonly HourlyThreshold _threshold;
    private readonly CredentialRecovery _recovery;
    private readonly Resending _reads;
    private readonly Resending _writes;

    public Gateway(TargetSystemSettings settings, TargetSystemServices services)
    {
        _settings = settings;
        _services = services;
        _zones = new Zones(settings, services);
        _limits = new CallLimits(
            settings.MaxConcurrency ?? Concurrency,
            settings.CallsPerMinute is { } calls ? new MinuteBudget(calls, services.Time) : null);
        _threshold = new HourlyThreshold(settings.DisplayName, services.Time);
        _recovery = new CredentialRecovery(settings, services, _zones);
        _reads = new Resending(Answers.IsTransient, services.Timing, services.Time, services.Random);
        _writes = new Resending(
            reply => reply is VendorReply.Silence { MayHaveArrived: false } || Answers.IsTooManyCalls(reply),
            services.Timing,
            services.Time,
            services.Random);
    }

    /// <summary>A call that only reads. The path is below <c>V1.0/</c>.</summary>
    public Task<Result<VendorReply>> GetAsync(string endpoint, string path, CancellationToken cancellationToken) =>
        CallAsync(endpoint, url => new HttpRequestMessage(HttpMethod.Get, url), path, _reads, cancellationToken);

    /// <summary>A PATCH: sent again only where it certainly did not arrive or was not looked at.</summary>
    public Task<Result<VendorReply>> PatchAsync(string endpoint, string path, string body, CancellationToken cancellationToken) =>
        CallAsync(endpoint, url => new HttpRequestMessage(HttpMethod.Patch, url) { Content = new TrackedJson(body) }, path, _writes, cancellationToken);

    /// <summary>The full URL of a path below <c>V1.0/</c>, in the tenant's zone.</summary>
    public async Task<Result<Uri>> UrlAsync(string path, CancellationToken cancellationToken)
    {
        if (!(await Credentials.GetAsync(_services.Secrets, _settings, cancellationToken)).Succeeded(out var credentials, out var failure))
        {
            return failure;
        }

        return (await _zones.GetAsync(credentials.UserName, cancellationToken)).Map(zone => Url(zone, path));
    }

    private static Uri Url(Uri zone, string path) => new(zone, $"V1.0/{path}");

    private async Task<Result<VendorReply>> CallAsync(
        string endpoint, Func<Uri, HttpRequestMessage> request, string path, Resending resending, CancellationToken cancellationToken) =>
        await _threshold.SpendAsync(AskThresholdAsync, cancellationToken) is { } limited
            ? limited
            : await SendWithAccessAsync(endpoint, request, path, resending, cancellationToken);

    private async Task<VendorReply> AskThresholdAsync(CancellationToken cancellationToken)
    {
        const string Threshold = "ThresholdInformation";
        var reply = await SendWithAccessAsync(Threshold, url => new HttpRequestMessage(HttpMethod.Get, url), Threshold, _reads, cancellationToken);
        return reply.Value ?? new VendorReply.Silence(false, reply.Failure!.Message);
    }

    private async Task<Result<VendorReply>> SendWithAccessAsync(
        string endpoint, Func<Uri, HttpRequestMessage> request, string path, Resending resending, CancellationToken cancellationToken)
    {
        if (_recovery.StillRefused() is { } refused)
        {
            return refused;
        }

        if (!(await Credentials.GetAsync(_services.Secrets, _settings, cancellationToken)).Succeeded(out var credentials, out var failure)
            || !(await _zones.GetAsync(credentials.UserName, cancellationToken)).Succeeded(out var zone, out failure))
        {
            return failure;
        }

        var access = new Access(zone, credentials);
        var reply = await SendAsync(endpoint, request, path, access, resending, cancellationToken);
        if (reply.Value is not VendorReply.Answer { Status: 401 })
        {
            return reply;
        }

        return (await _recovery.RecoverAsync(access, cancellationToken)).Succeeded(out var renewed, out failure)
            ? _recovery.Learn(await SendAsync(endpoint, request, path, renewed, resending, cancellationToken))
            : failure;
    }

    private async Task<Result<VendorReply>> SendAsync(
        string endpoint, Func<Uri, HttpRequestMessage> request, string path, Access access, Resending resending, CancellationToken cancellationToken)
    {
        Failure? noPlace = null;
        var reply = await resending.SendAsync(
            async token =>
            {
                if (!(await _limits.EnterAsync(endpoint, token)).Succeeded(out var place, out noPlace))
                {
                    return new VendorReply.Silence(false, "no call could be made in time");
                }

                using (place)
                using (var message = request(Url(access.Zone, path)))
                {
                    access.Credentials.AddTo(message);
                    return await _services.Http.SendAsync(message, token);
                }
            },
            cancellationToken);
        return noPlace is null ? reply : noPlace;
    }
}
