namespace FunctionsConnector.Sandbox.Identity;

/// <summary>What a token of the directory says, and how it is signed. The defaults make a valid one of version 2.</summary>
/// <param name="Audience">The application that it is for.</param>
/// <param name="ClientId">The application that it is issued to.</param>
public sealed record EntraToken(string Audience, string ClientId)
{
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>What a person let the application do; null in the token of an application without a person.</summary>
    public string? Scope { get; init; }

    /// <summary>1 or 2: they differ in the issuer and in the claim that names the application.</summary>
    public int Version { get; init; } = 2;

    /// <summary>The directory that it names; the default is the sandbox's own.</summary>
    public string TenantId { get; init; } = IdentitySandbox.TenantId;

    /// <summary>Relative to now.</summary>
    public TimeSpan NotBefore { get; init; } = TimeSpan.FromMinutes(-1);

    /// <summary>Relative to now.</summary>
    public TimeSpan Expires { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// <c>RS256</c>; or a forgery: <c>none</c>, or <c>HS256</c> with the public key as the secret (RFC 8725 section 2.1), or <c>foreign</c> for a
    /// key that is not the directory's, under the id of one that is.
    /// </summary>
    public string Algorithm { get; init; } = "RS256";

    /// <summary>The id of the key that it names; null for that of the directory's key.</summary>
    public string? KeyId { get; init; }
}
