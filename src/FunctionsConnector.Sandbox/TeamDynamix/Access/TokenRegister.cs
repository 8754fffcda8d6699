using System.Collections.Concurrent;

namespace FunctionsConnector.Sandbox.TeamDynamix.Access;

/// <summary>The valid tokens.</summary>
internal sealed class TokenRegister
{
    private readonly ConcurrentDictionary<string, Entry> _entries = new();
    private long _logins;

    /// <summary>The number of issued tokens.</summary>
    public long Logins => Interlocked.Read(ref _logins);

    public string Issue(Caller caller, DateTimeOffset now, TimeSpan lifetime)
    {
        foreach (var (old, entry) in _entries)
        {
            if (entry.Expires <= now)
            {
                _entries.TryRemove(old, out _);
            }
        }

        // Claims are whole seconds; the token must not be valid longer than its claim.
        var expires = DateTimeOffset.FromUnixTimeSeconds((now + lifetime).ToUnixTimeSeconds());
        var token = JsonWebToken.Issue(caller.Name, now, expires);
        _entries[token] = new(caller, expires);
        Interlocked.Increment(ref _logins);
        return token;
    }

    /// <summary>The caller of this <c>Authorization</c> header; null for an invalid token.</summary>
    public Caller? Find(string authorization, DateTimeOffset now)
    {
        const string scheme = "Bearer ";
        return authorization.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)
            && _entries.TryGetValue(authorization[scheme.Length..].Trim(), out var entry)
            && entry.Expires > now
                ? entry.Caller
                : null;
    }

    public void Revoke() => _entries.Clear();

    public void Reset()
    {
        Revoke();
        Interlocked.Exchange(ref _logins, 0);
    }

    private sealed record Entry(Caller Caller, DateTimeOffset Expires);
}
