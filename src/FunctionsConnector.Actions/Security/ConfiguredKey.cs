using System.Security.Cryptography;
using System.Text;
using FunctionsConnector.Actions.Settings;

namespace FunctionsConnector.Actions.Security;

/// <summary>A configured key and its caller, with a cached hash.</summary>
internal sealed class ConfiguredKey(ApiKeySettings key)
{
    private CachedHash? _last;

    /// <summary>The name of the secret that holds it.</summary>
    public string Secret => key.Secret;

    public Caller Caller { get; } = new(key.Name, key.Systems) { MayActAs = key.MayActAs };

    public static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    /// <summary>Whether this is the hash of the key, compared in constant time.</summary>
    /// <param name="secret">The current value of the secret.</param>
    /// <param name="hash">The hash of the presented key.</param>
    public bool Matches(string secret, byte[] hash)
    {
        if (_last is not { } last || last.Secret != secret)
        {
            // A secret stored from a file ends with a line end, which a header cannot contain.
            var trimmed = secret.Trim();
            _last = last = new CachedHash(secret, Hash(trimmed), trimmed.Length == 0);
        }

        return CryptographicOperations.FixedTimeEquals(hash, last.Hash) && !last.IsBlank;
    }

    private sealed record CachedHash(string Secret, byte[] Hash, bool IsBlank);
}
