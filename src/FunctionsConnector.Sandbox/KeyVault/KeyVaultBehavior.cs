using System.Text.Json.Serialization;

namespace FunctionsConnector.Sandbox.KeyVault;

/// <summary>The switches of the simulated Key Vault.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record KeyVaultBehavior
{
    /// <summary>Whether connections are aborted before TLS begins, as during an outage.</summary>
    public bool IsDown { get; init; }

    /// <summary>Whether every read is throttled with a 429.</summary>
    public bool IsThrottling { get; init; }

    /// <summary><c>Retry-After</c> of a throttled read, in seconds; null to send none.</summary>
    public int? ThrottleRetryAfter { get; init; } = 10;

    /// <summary>Whether the caller lacks the role for reading secrets.</summary>
    public bool DeniesAccess { get; init; }
}
