using FunctionsConnector.Actions.Identity;

namespace FunctionsConnector.Actions.Settings;

/// <summary>Reads <c>…:Credential</c> and <c>…:ClientId</c>.</summary>
internal static class IdentityReader
{
    private const string TokenFile = "AZURE_FEDERATED_TOKEN_FILE";

    public static IdentitySettings Read(SettingsSection section, IReadOnlyList<IdentityKind> allowed, IConfiguration configuration)
    {
        var kind = Kind(section, allowed, configuration);
        var clientId = section.Text("ClientId");
        if (clientId is not null && kind is IdentityKind.AzureCli or IdentityKind.Development)
        {
            section.Problem("ClientId", $"has no effect with {kind}, which uses the logged-in user. Remove it.");
        }

        return new IdentitySettings(kind, clientId)
        {
            Workload = kind == IdentityKind.WorkloadIdentity
                ? new WorkloadSettings(Text(configuration, "AZURE_TENANT_ID"), Text(configuration, TokenFile), Authority(configuration))
                : new WorkloadSettings(null, null, null),
        };
    }

    private static IdentityKind Kind(SettingsSection section, IReadOnlyList<IdentityKind> allowed, IConfiguration configuration)
    {
        var hasTokenFile = Text(configuration, TokenFile) is not null;
        if (section.Text("Credential") is not { } text)
        {
            return hasTokenFile ? IdentityKind.WorkloadIdentity : IdentityKind.ManagedIdentity;
        }

        foreach (var kind in allowed.Where(kind => string.Equals($"{kind}", text, StringComparison.OrdinalIgnoreCase)))
        {
            if (kind == IdentityKind.WorkloadIdentity && !hasTokenFile)
            {
                section.Problem("Credential", $"is WorkloadIdentity, but this pod has none: {TokenFile} is not set. Label the pod azure.workload.identity/use, or use ManagedIdentity.");
            }

            return kind;
        }

        section.Problem("Credential", $"is none of {string.Join(", ", allowed)}. Give one of them, or remove it.");
        return allowed[0];
    }

    private static Uri? Authority(IConfiguration configuration) =>
        Text(configuration, "AZURE_AUTHORITY_HOST") is { } text && Uri.TryCreate(text, UriKind.Absolute, out var url) ? url : null;

    private static string? Text(IConfiguration configuration, string name) =>
        configuration[name] is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;
}
