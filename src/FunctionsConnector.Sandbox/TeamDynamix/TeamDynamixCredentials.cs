namespace FunctionsConnector.Sandbox.TeamDynamix;

/// <summary>
/// The credentials of the two logins: the organisation's key for an administrator, and a user's name and password. The defaults are
/// invented.
/// </summary>
public sealed record TeamDynamixCredentials
{
    /// <summary>The organisation's id for key-based logins.</summary>
    public string BeId { get; init; } = "0be1d000-5a4d-4b0c-8e57-000000000001";

    /// <summary>The key for <see cref="BeId"/>.</summary>
    public string WebServicesKey { get; init; } = "5ec2e700-5a4d-4b0c-8e57-000000000002";

    /// <summary>The service account's name; case does not matter.</summary>
    public string UserName { get; init; } = "service@sandbox.example";

    /// <summary>The service account's password. It has characters that shells and templates escape.</summary>
    public string Password { get; init; } = "sandbox\"Pass$word~7*#@";
}
