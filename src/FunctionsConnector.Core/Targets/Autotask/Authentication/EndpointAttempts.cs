using System.Collections.Concurrent;
using FunctionsConnector.Core.Targets.Autotask.Calls;

namespace FunctionsConnector.Core.Targets.Autotask.Authentication;

/// <summary>
/// Limits attempts at endpoints that refused credentials which the vendor accepts elsewhere: the API user may lack a permission there. It
/// is one call at a time until one succeeds, and none for a minute after a call was refused twice. Other endpoints go on.
/// </summary>
internal sealed class EndpointAttempts(TimeProvider time)
{
    private readonly ConcurrentDictionary<(string Endpoint, bool IsWrite), CredentialAttempts> _refusing = new();
    private volatile bool _any;

    /// <summary>The attempts of the call's endpoint; null where it never refused.</summary>
    public CredentialAttempts? Find(Call call) => _any ? _refusing.GetValueOrDefault((call.Endpoint, call.IsWrite)) : null;

    /// <summary>The same, from its first refusal on.</summary>
    public CredentialAttempts Get(Call call)
    {
        _any = true;
        return _refusing.GetOrAdd((call.Endpoint, call.IsWrite), static (_, time) => new CredentialAttempts(time), time);
    }
}
