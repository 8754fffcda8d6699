using System.Text.Json.Nodes;
using FunctionsConnector.Sandbox.Faults;
using FunctionsConnector.Sandbox.Server;

namespace FunctionsConnector.Sandbox.Identity;

/// <summary>
/// A simulated identity of Azure. One endpoint issues tokens of an app's managed identity; Entra's endpoint exchanges the token of a
/// Kubernetes workload. Those tokens are opaque; a resource validates them with <see cref="IsValid"/>. <see cref="Issue"/> makes signed tokens
/// for callers of the connector.
/// </summary>
public sealed class IdentitySandbox : IVendorSandbox
{
    /// <summary>The tenant id of the directory.</summary>
    public const string TenantId = "7e4a0000-5a4d-4b0c-8e57-000000000001";

    /// <summary>The client id of the app's system-assigned identity.</summary>
    public const string SystemAssignedClientId = "c11e4700-5a4d-4b0c-8e57-000000000001";

    internal const string Mount = "identity";
    internal const string ManagedPath = "/token";
    internal const string MetadataPath = $"/{TenantId}/v2.0/.well-known/openid-configuration";
    internal const string KeysPath = $"/{TenantId}/discovery/v2.0/keys";
    internal const string ExchangePath = $"/{TenantId}/oauth2/v2.0/token";

    private readonly IssuedTokens _tokens;
    private readonly EntraDirectory _directory;
    private readonly IdentityApi _api;
    private readonly Func<Uri> _httpUrl;
    private readonly Func<Uri> _httpsUrl;

    internal IdentitySandbox(TimeProvider time, Func<Uri> httpUrl, Func<Uri> httpsUrl)
    {
        (_httpUrl, _httpsUrl) = (httpUrl, httpsUrl);
        _tokens = new(time);
        _directory = new(time, () => Instance.AbsoluteUri);
        _api = new(_tokens, _directory, this);
    }

    /// <summary>The value for <c>IDENTITY_ENDPOINT</c>.</summary>
    public Uri ManagedEndpoint => new(_httpUrl(), $"{Mount}{ManagedPath}");

    /// <summary>The value for <c>IDENTITY_HEADER</c>.</summary>
    public string Header { get; } = Guid.NewGuid().ToString("N");

    /// <summary>The value for <c>AZURE_AUTHORITY_HOST</c> with a workload identity.</summary>
    public Uri AuthorityHost => _httpsUrl();

    /// <summary>The value for <c>Connector:Entra:Instance</c>.</summary>
    public Uri Instance => new(_httpUrl(), $"{Mount}/");

    /// <summary>The directory's address in the challenge for callers without a token.</summary>
    public Uri Authority => new(AuthorityHost, TenantId);

    /// <summary>The content of the file that <c>AZURE_FEDERATED_TOKEN_FILE</c> names.</summary>
    public string WorkloadToken { get; } = Guid.NewGuid().ToString("N");

    /// <summary>The client ids of the user-assigned identities.</summary>
    public IReadOnlySet<string> ClientIds { get; init; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "c11e4700-5a4d-4b0c-8e57-000000000002",
        "c11e4700-5a4d-4b0c-8e57-000000000003",
    };

    /// <inheritdoc/>
    public CallLog Calls { get; } = new();

    /// <inheritdoc/>
    public FaultPlan Faults { get; } = new();

    /// <inheritdoc/>
    string IVendorSandbox.Name => Mount;

    /// <inheritdoc/>
    JsonObject IVendorSandbox.Switches => [];

    /// <inheritdoc/>
    IReadOnlyDictionary<string, Action<JsonObject>> IVendorSandbox.Commands => new Dictionary<string, Action<JsonObject>>
    {
        ["revoke-tokens"] = _ => _tokens.Revoke(),
    };

    /// <summary>Whether this identity issued the token for the resource and it has not expired.</summary>
    public bool IsValid(string token, string resource) => _tokens.IsValid(token, resource);

    /// <summary>A token of the directory for a caller of the connector.</summary>
    public string Issue(EntraToken token) => _directory.Issue(token);

    /// <summary>Replaces the directory's signing key. Its metadata shows the new one only.</summary>
    public void RotateKeys() => _directory.Rotate();

    /// <inheritdoc/>
    public void Reset()
    {
        _tokens.Revoke();
        Calls.Clear();
        Faults.Clear();
    }

    /// <inheritdoc/>
    void IVendorSandbox.ChangeSwitches(JsonObject changes) => throw new ArgumentException("The identity has no switches.");

    /// <inheritdoc/>
    JsonObject? IVendorSandbox.FindTruth(string recordType, string recordId) => null;

    /// <inheritdoc/>
    void IVendorSandbox.SetTruth(string recordType, string recordId, string field, JsonNode? value) =>
        throw new KeyNotFoundException("The identity has no records.");

    /// <inheritdoc/>
    IVendorCall IVendorSandbox.Open(SandboxRequest request) => new UnlimitedCall(() => _api.Answer(request));
}
