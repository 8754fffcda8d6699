namespace FunctionsConnector.Actions.Identity;

/// <summary>The settings of an Azure identity.</summary>
/// <param name="Kind">Whose tokens are used.</param>
/// <param name="ClientId">Which identity, where there are several.</param>
internal sealed record IdentitySettings(IdentityKind Kind, string? ClientId)
{
    /// <summary>The workload identity of the pod's environment.</summary>
    public WorkloadSettings Workload { get; init; } = new(null, null, null);
}
