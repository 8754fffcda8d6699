namespace FunctionsConnector.Core.Targets.Profiles.Format;

/// <summary>One way to sign in. The settings choose it by the secrets that they name.</summary>
internal abstract record SignIn
{
    private SignIn()
    {
    }

    /// <summary>What the profile calls its secrets: the settings name each as <c>Secrets:&lt;role&gt;</c>.</summary>
    public abstract IReadOnlyList<string> Roles { get; }

    /// <summary>A secret in a header of its own.</summary>
    public sealed record Header(string Name, string Value) : SignIn
    {
        public override IReadOnlyList<string> Roles => [Value];
    }

    /// <summary>Basic authentication (RFC 7617).</summary>
    /// <param name="UserName">The role of the user name; null for an empty one.</param>
    /// <param name="Password">The role of the password.</param>
    public sealed record Basic(string? UserName, string Password) : SignIn
    {
        public override IReadOnlyList<string> Roles => UserName is null ? [Password] : [UserName, Password];
    }

    /// <summary>A bearer token that does not expire soon (RFC 6750).</summary>
    public sealed record Bearer(string Token) : SignIn
    {
        public override IReadOnlyList<string> Roles => [Token];
    }

    /// <summary>OAuth 2.0 client credentials (RFC 6749 section 4.4).</summary>
    /// <param name="ClientId">The role of the client's id.</param>
    /// <param name="ClientSecret">The role of the client's secret.</param>
    /// <param name="TokenUrl">Absolute, or relative to the base URL; null where the settings give it.</param>
    /// <param name="Scope">The scope, relative to the base URL where it begins with <c>.</c>; null for none.</param>
    public sealed record ClientCredentials(string ClientId, string ClientSecret, string? TokenUrl, string? Scope) : SignIn
    {
        public override IReadOnlyList<string> Roles => [ClientId, ClientSecret];
    }
}
