using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace FunctionsConnector.Sandbox.Identity;

/// <summary>The tokens that are good, which say nothing to whoever holds them.</summary>
internal sealed class IssuedTokens(TimeProvider time)
{
    /// <summary>As long as those of managed identities.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    private readonly ConcurrentDictionary<string, (string Resource, DateTimeOffset Expires)> _tokens = new();

    public (string Token, DateTimeOffset Expires) Issue(string resource)
    {
        var expires = time.GetUtcNow() + Lifetime;
        var token = Convert.ToHexString(RandomNumberGenerator.GetBytes(24));
        _tokens[token] = (resource, expires);
        return (token, expires);
    }

    public bool IsGood(string token, string resource) =>
        _tokens.TryGetValue(token, out var issued) && issued.Resource == resource && time.GetUtcNow() < issued.Expires;

    public void Revoke() => _tokens.Clear();
}
