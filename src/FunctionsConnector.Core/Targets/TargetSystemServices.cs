using FunctionsConnector.Core.Coordination;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Secrets;

namespace FunctionsConnector.Core.Targets;

/// <summary>The services that a target system uses.</summary>
/// <param name="Http">Sends requests to vendors.</param>
/// <param name="Secrets">The source of credentials.</param>
/// <param name="Timing">The time limits.</param>
/// <param name="Time">The clock.</param>
/// <param name="Random">Numbers in [0, 1) for the jitter of retries.</param>
public sealed record TargetSystemServices(VendorHttp Http, ISecretSource Secrets, Timing Timing, TimeProvider Time, Func<double> Random)
{
    /// <summary>Receives secrets that a vendor issues, such as tokens.</summary>
    public SecretRedactor Redactor { get; init; } = new();

    /// <summary>What the instances share; null for an instance alone.</summary>
    public SharedServices? Shared { get; init; }
}
