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

    /// <summary>Stands for the refusal that a call would have met, had it been sent.</summary>
    private static readonly VendorReply Refused = new VendorReply.Silence(false, "the credentials were refused");

    private readonly TargetSystemSettings _settings;
    private readonly TargetSystemServices _services;
    private readonly Zones _zones;
    private readonly CallLimits _limits;
    private readonly HourlyThreshold _threshold;
    private readonly CredentialRecovery _recovery;
    private readonly Resending _reads;
    private readonly Resending _writes;
    private readonly Resending _once;

    public Gateway(TargetSystemSettings settings, TargetSystemServices services)
    {
        _settings = settings;
        _services = services;
        _zones = new Zones(settings, services);
        _limits = new CallLimits(
            settings.MaxConcurrency ?? Concurrency,
            settings.CallsPerMinute is { } calls ? new MinuteBudget(calls, services.Timing.UntilStarted, services.Time) : null,
            services.Timing.UntilStarted,
            services.Time);
        _threshold = new HourlyThreshold(settings.DisplayName, services.Time);
        _recovery = new CredentialRecovery(settings, services, _zones);
        _reads = new Resending(reply => !ReferenceEquals(reply, Refused) && Answers.IsTransient(reply), services.Timing, services.Time, services.Random);
        _writes = new Resending(
            reply => (reply is VendorReply.Silence { MayHaveArrived: false } && !ReferenceEquals(reply, Refused)) || Answers.IsTooManyCalls(reply),
            services.Timing,
            services.Time,
            services.Random);
        _once = new Resending(_ => false, services.Timing, services.Time, services.Random);
    }

    /// <summary>A call that only reads. The path is below <c>V1.0/</c>.</summary>
    public Task<Result<VendorReply>> GetAsync(
        string endpoint, string path, CancellationToken cancellationToken, CallUrgency urgency = CallUrgency.Caller) =>
        CallAsync(Read(endpoint, path, cost: 1) with { Urgency = urgency }, cancellationToken);

    /// <summary>The look at what a PATCH did, for which its limits were spent along with that of the PATCH.</summary>
    public Task<Result<VendorReply>> ConfirmAsync(string endpoint, string path, CancellationToken cancellationToken) =>
        SendWithAccessAsync(Read(endpoint, path, cost: 0) with { Urgency = CallUrgency.Confirmation }, cancellationToken);

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
    public async Task<Result<Uri>> UrlAsync(string path, CancellationToken cancellationToken)
    {
        if (!(await Credentials.GetAsync(_services.Secrets, _settings, cancellationToken)).Succeeded(out var credentials, out var failure))
        {
            return failure;
        }

        return (await _zones.GetAsync(credentials.UserName, cancellationToken)).Map(zone => Url(zone, path));
    }

    private static Uri Url(Uri zone, string path) => new(zone, $"V1.0/{path}");

    private Call Read(string endpoint, string path, int cost) =>
        new(endpoint, path, url => new HttpRequestMessage(HttpMethod.Get, url), _reads, cost);

    private async Task<Result<VendorReply>> CallAsync(Call call, CancellationToken cancellationToken) =>
        await _threshold.CheckAsync(AskThresholdAsync, cancellationToken) is { } limited
            ? limited
            : await SendWithAccessAsync(call, cancellationToken);

    private async Task<VendorReply> AskThresholdAsync()
    {
        const string Threshold = "ThresholdInformation";
        var once = Read(Threshold, Threshold, cost: 1) with { Resending = _once };
        var reply = await SendWithAccessAsync(once, CancellationToken.None);
        return reply.Value ?? new VendorReply.Silence(false, reply.Failure!.Message);
    }

    private async Task<Result<VendorReply>> SendWithAccessAsync(Call call, CancellationToken cancellationToken)
    {
        if (_recovery.StillRefused() is { } refused)
        {
            return refused;
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
        var reply = found.Value is null ? Refused : await SendAsync(call, access, cancellationToken);
        if (IsEmpty(reply) && (await _zones.RediscoverAsync(credentials.UserName, cancellationToken)).Value is { } moved && moved != access.Zone)
        {
            return await SendAsync(call, access with { Zone = moved }, cancellationToken);
        }

        if (!IsRefusal(reply))
        {
            return reply;
        }

        _recovery.Suspect(access);
        if (!(await _recovery.RecoverAsync(access, cancellationToken)).Succeeded(out var renewed, out failure))
        {
            return reply.Value is VendorReply.Answer answer && failure.Code == FailureCode.CredentialsRefused
                ? Answers.CredentialsRefused(_settings, answer)
                : failure;
        }

        reply = await SendAsync(call, renewed, cancellationToken);
        if (IsRefusal(reply))
        {
            _recovery.Suspect(renewed);
            _recovery.Refuse();
            return Answers.CredentialsRefused(_settings, reply.Value as VendorReply.Answer);
        }

        return reply;
    }

    private async Task<Result<VendorReply>> SendAsync(Call call, Access access, CancellationToken cancellationToken)
    {
        Failure? noPlace = null;
        var reply = await call.Resending.SendAsync(
            async token =>
            {
                if (!(await _limits.EnterAsync(call.Endpoint, call.Cost, call.Urgency, token)).Succeeded(out var place, out noPlace))
                {
                    return new VendorReply.Silence(false, "no call could be made in time");
                }

                using (place)
                {
                    // Who waited for a place while another was refused must not be refused, too: that is how users get locked.
                    if (_recovery.IsSuspect(access))
                    {
                        return Refused;
                    }

                    using var message = call.Request(Url(access.Zone, call.Path));
                    access.Credentials.AddTo(message);
                    _threshold.Count();
                    // A PATCH that has begun is waited for as long as a call may take: to give it up is to know nothing.
                    var answer = await _services.Http.SendAsync(message, call.IsWrite ? CancellationToken.None : token);
                    if (IsRefusal(answer))
                    {
                        _recovery.Suspect(access);
                    }

                    return answer;
                }
            },
            cancellationToken);
        return noPlace is null ? reply : noPlace;
    }

    private static bool IsRefusal(Result<VendorReply> reply) => reply.Value is { } value && IsRefusal(value);

    private static bool IsRefusal(VendorReply reply) =>
        ReferenceEquals(reply, Refused) || (reply is VendorReply.Answer answer && VendorMessages.IsCredentialRefusal(answer));

    /// <summary>A wrong zone has been seen to answer with nothing at all.</summary>
    private static bool IsEmpty(Result<VendorReply> reply) => reply.Value is VendorReply.Answer { IsSuccess: true, Body.Length: 0 };
}
