using System.Collections.Concurrent;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;

namespace FunctionsConnector.Actions.Identity;

/// <summary>
/// Creates one credential per identity, for the vault and the queues: a credential caches its tokens, and Entra throttles processes that
/// request a new token each time.
/// </summary>
internal sealed class AzureCredentials(HttpPipelineTransport transport)
{
    private readonly ConcurrentDictionary<IdentitySettings, TokenCredential> _credentials = new();

    public TokenCredential Of(IdentitySettings identity) => _credentials.GetOrAdd(identity, Make);

    private TokenCredential Make(IdentitySettings identity) => identity.Kind switch
    {
        IdentityKind.WorkloadIdentity => Workload(identity),
        IdentityKind.AzureCli => new AzureCliCredential(),
        IdentityKind.Development => new ChainedTokenCredential(
            new AzureCliCredential(), new AzureDeveloperCliCredential(), new AzurePowerShellCredential(), new VisualStudioCredential()),
        _ => Managed(identity.ClientId),
    };

    private ManagedIdentityCredential Managed(string? clientId) => new(WithShortRetries(new ManagedIdentityCredentialOptions(
        clientId is not null ? ManagedIdentityId.FromUserAssignedClientId(clientId) : ManagedIdentityId.SystemAssigned)));

    private WorkloadIdentityCredential Workload(IdentitySettings identity)
    {
        var options = WithShortRetries(new WorkloadIdentityCredentialOptions());
        var (tenant, tokenFile, authority) = identity.Workload;
        options.ClientId = identity.ClientId ?? options.ClientId;
        options.TenantId = tenant ?? options.TenantId;
        options.TokenFilePath = tokenFile ?? options.TokenFilePath;
        options.AuthorityHost = authority ?? options.AuthorityHost;

        // The public cloud verifies an authority, and knows none on this machine.
        options.DisableInstanceDiscovery = options.AuthorityHost.IsLoopback;
        return new WorkloadIdentityCredential(options);
    }

    /// <summary>The library's own five tries take longer than a caller waits.</summary>
    private T WithShortRetries<T>(T options)
        where T : TokenCredentialOptions
    {
        options.Transport = transport;
        options.Retry.MaxRetries = 2;
        options.Retry.Delay = TimeSpan.FromMilliseconds(200);
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(5);
        return options;
    }
}
