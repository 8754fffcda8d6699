namespace FunctionsConnector.Actions.Identity;

/// <summary>An identity of Azure, as settings say.</summary>
/// <param name="Kind">Whose tokens are used.</param>
/// <param name="ClientId">Which identity, where there are several.</param>
internal sealed record IdentitySettings(IdentityKind Kind, string? ClientId)
{
    /// <summary>What the pod's environment says of a workload identity.</summary>
    public WorkloadSettings Workload { get; init; } = new(null, null, null);
}

/// <summary>The environment of a pod that has a workload identity; null is left to the client library, which knows the same variables.</summary>
/// <param name="TenantId"><c>AZURE_TENANT_ID</c>.</param>
/// <param name="TokenFile"><c>AZURE_FEDERATED_TOKEN_FILE</c>.</param>
/// <param name="AuthorityHost"><c>AZURE_AUTHORITY_HOST</c>.</param>
internal sealed record WorkloadSettings(string? TenantId, string? TokenFile, Uri? AuthorityHost);
