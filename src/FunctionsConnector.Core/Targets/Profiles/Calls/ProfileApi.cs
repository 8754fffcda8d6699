using System.Net.Http.Headers;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets.Calls;
using FunctionsConnector.Core.Targets.Profiles.Format;
using FunctionsConnector.Core.Targets.Profiles.SignIns;

namespace FunctionsConnector.Core.Targets.Profiles.Calls;

/// <summary>The API of a profile's vendor, with credentials.</summary>
internal sealed partial class ProfileApi
{
    /// <summary>Vendors accept as many calls at a time; a profile or the settings may say otherwise.</summary>
    private const int DefaultConcurrency = 8;

    private readonly Profile _profile;
    private readonly ISignInCalls _calls;
    private readonly Func<VendorReply.Response, bool> _refusesRead;
    private readonly Func<VendorReply.Response, bool> _refusesUpdate;

    public ProfileApi(Profile profile, TargetSystemSettings settings, TargetSystemServices services)
    {
        (_profile, BaseUrl) = (profile, Targets.BaseUrl.WithSlash(settings.BaseUrl ?? profile.BaseUrl!));
        _refusesRead = answer => Replies.MeaningOf(profile, answer, isUpdate: false) == RefusalMeaning.Credentials;
        _refusesUpdate = answer => Replies.MeaningOf(profile, answer, isUpdate: true) == RefusalMeaning.Credentials;
        var sender = new CallSender(
            settings, services, new CallBudget(profile, settings, services), settings.MaxConcurrency ?? profile.Limits.Concurrency ?? DefaultConcurrency);
        _calls = ProfileKind.SignInOf(profile, settings) switch
        {
            SignIn.ClientCredentials client => new TokenSignIn(settings, services, sender, new ClientCredentialsIssuer(
                profile, client, ProfileKind.TokenUrl(client, BaseUrl, settings)!, ScopeOf(client), settings, services, sender)),
            { } signIn => new SecretSignIn(profile, signIn, settings, services, sender, ConnectionCall()),
            null => throw new ArgumentException("The settings name no way to sign in.", nameof(settings)),
        };
    }

    /// <summary>It ends in a slash.</summary>
    public Uri BaseUrl { get; }

    private ApiCall Get(Uri url, CallPriority priority) => new(HttpMethod.Get, url, string.Empty)
    {
        Priority = priority,
        Prepare = AddHeaders,
        Authorize = _calls.Authorize,
        RefusesCredentials = _refusesRead,
    };

    private ApiCall ConnectionCall() => new(HttpMethod.Get, _profile.Connection.Expand(BaseUrl, _ => null)!, string.Empty)
    {
        Priority = CallPriority.ReadBack,
        Prepare = AddHeaders,
        RefusesCredentials = _refusesRead,
    };

    /// <param name="url">Below the base URL.</param>
    /// <param name="what">What is read, for messages.</param>
    /// <param name="priority">The call's priority.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <param name="send">Sends it another way; null for a call of its own.</param>
    public async Task<Result<VendorReply.Response>> ReadAsync(
        Uri url, string what, CallPriority priority, CancellationToken cancellationToken, Func<ApiCall, Task<Result<VendorReply>>>? send = null)
    {
        var call = Get(url, priority);
        return OfRead(await (send is null ? SendAsync(call, cancellationToken) : send(call)), what);
    }

    private Result<VendorReply.Response> OfRead(Result<VendorReply> result, string what)
    {
        if (!result.Succeeded(out var reply, out var failure))
        {
            return failure;
        }

        if (reply is not VendorReply.Response answer || Replies.MeaningOf(_profile, answer, isUpdate: false) is not null)
        {
            return Replies.OfRead(_profile, reply, what);
        }

        return answer.Json() is not null
            ? answer
            : Replies.Unavailable($"{_profile.Vendor} was asked for {what} and answered with something that is not JSON.");
    }

    /// <returns>The reply, except 429; a refusal of the credentials only where it stays. After a failure the call was not carried out.</returns>
    public Task<Result<VendorReply>> SendAsync(ApiCall call, CancellationToken cancellationToken) => BaseUrl.IsBaseOf(call.Url)
        ? _calls.SendAsync(call with { Authorize = _calls.Authorize, RefusesCredentials = call.Write is null ? _refusesRead : _refusesUpdate }, cancellationToken)
        : throw new ArgumentException("The credentials are sent to the configured address only.", nameof(call));

    /// <summary>Adds the profile's headers.</summary>
    public void AddHeaders(HttpRequestMessage request) => Add(request.Headers, _profile.Headers);

    public static void Add(HttpRequestHeaders headers, IReadOnlyList<KeyValuePair<string, string>> added)
    {
        for (var index = 0; index < added.Count; index++)
        {
            headers.Remove(added[index].Key);
            headers.TryAddWithoutValidation(added[index].Key, added[index].Value);
        }
    }

    // Dataverse's scope is the base URL with /.default behind it.
    private string? ScopeOf(SignIn.ClientCredentials client) =>
        client.Scope is { } scope && scope.StartsWith('.') ? $"{BaseUrl}{scope}" : client.Scope;
}
