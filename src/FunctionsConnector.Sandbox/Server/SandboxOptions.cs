using FunctionsConnector.Sandbox.Identity;

namespace FunctionsConnector.Sandbox.Server;

/// <summary>The options of a sandbox.</summary>
public sealed record SandboxOptions
{
    /// <summary>TCP port on the loopback address; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The clock of all simulated systems, for time stamps, quotas and delays.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>
    /// The identity whose tokens the vault accepts; null for the identity of this sandbox. Azure's client libraries cache tokens per
    /// process, so sandboxes in one process share an identity.
    /// </summary>
    public IdentitySandbox? Identity { get; init; }
}
