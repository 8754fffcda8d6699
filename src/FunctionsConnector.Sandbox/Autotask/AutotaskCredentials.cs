namespace FunctionsConnector.Sandbox.Autotask;

/// <summary>The three secrets that an Autotask API caller sends with every call. The defaults are invented.</summary>
public sealed record AutotaskCredentials
{
    /// <summary>The API user's key, in the form of an e-mail address; case does not matter.</summary>
    public string UserName { get; init; } = "api-user@sandbox.example";

    /// <summary>The API user's password. It has characters that shells and templates escape.</summary>
    public string Secret { get; init; } = "sandbox$Secret~7*#@";

    /// <summary>The tracking identifier of the integration.</summary>
    public string IntegrationCode { get; init; } = "SANDBOXINTEGRATION000001";
}
