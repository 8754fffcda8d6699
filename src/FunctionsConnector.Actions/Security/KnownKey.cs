using System.Security.Cryptography;
using System.Text;
using FunctionsConnector.Actions.Settings;

namespace FunctionsConnector.Actions.Security;

/// <summary>A configured key and whose it is, with the hash of what it was when it was last looked up.</summary>
internal sealed class KnownKey(ApiKeySettings key)
{
    private Seen? _last;

    /// <summary>The name of the secret that holds it.</summary>
    public string Secret => key.Secret;

    public Caller Caller { get; } = new(key.Name, key.Systems);

    public static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    /// <summary>Whether this hash is that of the key, compared in constant time.</summary>
    /// <param name="secret">What the secret holds now.</param>
    /// <param name="hash">The hash of what was presented.</param>
    public bool Fits(string secret, byte[] hash)
    {
        if (_last is not { } last || last.Secret != secret)
        {
            // A secret stored from a file has a line end after it, which no header can carry.
            var trimmed = secret.Trim();
            _last = last = new Seen(secret, Hash(trimmed), trimmed.Length == 0);
        }

        return CryptographicOperations.FixedTimeEquals(hash, last.Hash) && !last.IsBlank;
    }

    private sealed record Seen(string Secret, byte[] Hash, bool IsBlank);
}
