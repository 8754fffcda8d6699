using FunctionsConnector.Sandbox.Identity;

namespace FunctionsConnector.Sandbox.Server;

/// <summary>How a sandbox is started.</summary>
public sealed record SandboxOptions
{
    /// <summary>TCP port on the loopback address; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The clock of every simulated system: time stamps, rolling quotas and deliberate delays.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>
    /// Whose tokens the vault takes; null for the sandbox's own identity. Azure's client libraries keep the tokens of a process for all
    /// that runs in it, so sandboxes that share a process share an identity.
    /// </summary>
    public IdentitySandbox? Identity { get; init; }
}
