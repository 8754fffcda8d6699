namespace FunctionsConnector.Actions.Identity;

/// <summary>The environment of a pod with a workload identity. For null, the client library reads the same variable.</summary>
/// <param name="TenantId"><c>AZURE_TENANT_ID</c>.</param>
/// <param name="TokenFile"><c>AZURE_FEDERATED_TOKEN_FILE</c>.</param>
/// <param name="AuthorityHost"><c>AZURE_AUTHORITY_HOST</c>.</param>
internal sealed record WorkloadSettings(string? TenantId, string? TokenFile, Uri? AuthorityHost);
