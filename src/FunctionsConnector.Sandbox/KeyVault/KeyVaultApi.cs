using System.Collections.Concurrent;
using FunctionsConnector.Sandbox.Identity;
using FunctionsConnector.Sandbox.Server;

namespace FunctionsConnector.Sandbox.KeyVault;

/// <summary>Handles the calls of the vault: checks the API version, the token, the limits and the role, then returns the secret.</summary>
internal sealed class KeyVaultApi(SecretStore secrets, IdentitySandbox identity, Func<KeyVaultBehavior> behavior, Func<Uri> url)
{
    private readonly ConcurrentDictionary<string, int> _requests = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The number of requests for a secret, including refused ones.</summary>
    public int Requests(string name) => _requests.GetValueOrDefault(name);

    public void ForgetRequests() => _requests.Clear();

    public SandboxResponse Answer(SandboxRequest request)
    {
        if (request.Path.Split('/', StringSplitOptions.RemoveEmptyEntries) is not ["secrets", var name, .. { Length: <= 1 } rest])
        {
            return KeyVaultResponses.NotFound(request.Path);
        }

        _requests.AddOrUpdate(name, 1, (_, count) => count + 1);
        if (request.Method != "GET")
        {
            return KeyVaultResponses.MethodNotAllowed;
        }

        if (string.IsNullOrEmpty(request.Query["api-version"]))
        {
            return KeyVaultResponses.BadParameter("api-version must be specified");
        }

        const string Scheme = "Bearer ";
        var authorization = request.Headers.Authorization.ToString();
        var token = authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? authorization[Scheme.Length..] : null;
        if (token is null || !identity.IsValid(token, KeyVaultSandbox.Resource))
        {
            return KeyVaultResponses.Challenge(identity.Authority, KeyVaultSandbox.Resource, token is not null);
        }

        return Read(name, rest.SingleOrDefault(), behavior());
    }

    private SandboxResponse Read(string name, string? version, KeyVaultBehavior behavior)
    {
        if (behavior.IsThrottling)
        {
            return KeyVaultResponses.Throttled(behavior.ThrottleRetryAfter);
        }

        if (behavior.DeniesAccess)
        {
            return KeyVaultResponses.Denied;
        }

        return secrets.Find(name, version) switch
        {
            null => KeyVaultResponses.NotFound(name),
            { IsEnabled: false } => KeyVaultResponses.Disabled,
            var secret => KeyVaultResponses.Secret(url(), name, secret),
        };
    }
}
