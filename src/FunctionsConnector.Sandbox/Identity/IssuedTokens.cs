using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace FunctionsConnector.Sandbox.Identity;

/// <summary>The valid tokens, which are opaque.</summary>
internal sealed class IssuedTokens(TimeProvider time)
{
    /// <summary>The lifetime of a managed identity's token.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    private readonly ConcurrentDictionary<string, (string Resource, DateTimeOffset Expires)> _tokens = new();

    public (string Token, DateTimeOffset Expires) Issue(string resource, TimeSpan? lifetime = null)
    {
        var expires = time.GetUtcNow() + (lifetime ?? Lifetime);
        var token = Convert.ToHexString(RandomNumberGenerator.GetBytes(24));
        _tokens[token] = (resource, expires);
        return (token, expires);
    }

    public bool IsValid(string token, string resource) =>
        _tokens.TryGetValue(token, out var issued) && issued.Resource == resource && time.GetUtcNow() < issued.Expires;

    public void Revoke() => _tokens.Clear();
}
