using System.Text.Json.Serialization;

namespace FunctionsConnector.Sandbox.KeyVault;

/// <summary>The lasting switches of the simulated Key Vault.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record KeyVaultBehavior
{
    /// <summary>Whether connections are cut off before TLS begins, as where nothing is behind the address.</summary>
    public bool IsDown { get; init; }

    /// <summary>Whether every read is refused for coming too often.</summary>
    public bool IsThrottling { get; init; }

    /// <summary><c>Retry-After</c> of a throttled read, in seconds; null to send none.</summary>
    public int? ThrottleRetryAfter { get; init; } = 10;

    /// <summary>Whether the caller lacks the role that lets secrets be read.</summary>
    public bool DeniesAccess { get; init; }
}
