using FunctionsConnector.Sandbox.Autotask;
using FunctionsConnector.Sandbox.TeamDynamix;

namespace FunctionsConnector.Sandbox.KeyVault;

/// <summary>The secrets at the start: the credentials of the simulated systems, and the key of the demo's caller.</summary>
public static class SeededSecrets
{
    /// <summary>The key of the demo's caller; it is valid only for the sandbox.</summary>
    public const string ConnectorKey = "try-me";

    private static readonly AutotaskCredentials Autotask = new();
    private static readonly TeamDynamixCredentials TeamDynamix = new();

    /// <summary>Values by name.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["autotask-user-name"] = Autotask.UserName,
        ["autotask-secret"] = Autotask.Secret,
        ["autotask-integration-code"] = Autotask.IntegrationCode,
        ["teamdynamix-beid"] = TeamDynamix.BeId,
        ["teamdynamix-web-services-key"] = TeamDynamix.WebServicesKey,
        ["teamdynamix-user-name"] = TeamDynamix.UserName,
        ["teamdynamix-password"] = TeamDynamix.Password,
        ["connector-key"] = ConnectorKey,
    };
}
