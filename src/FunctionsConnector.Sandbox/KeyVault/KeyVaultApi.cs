using System.Collections.Concurrent;
using FunctionsConnector.Sandbox.Identity;
using FunctionsConnector.Sandbox.Server;

namespace FunctionsConnector.Sandbox.KeyVault;

/// <summary>Answers the calls of the vault: version of the API, then the token, then limits and rights, then the secret.</summary>
internal sealed class KeyVaultApi(SecretStore secrets, IdentitySandbox identity, Func<KeyVaultBehavior> behavior, Func<Uri> url)
{
    private readonly ConcurrentDictionary<string, int> _requests = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>How often a secret was asked for, whatever came of it.</summary>
    public int Requests(string name) => _requests.GetValueOrDefault(name);

    public void ForgetRequests() => _requests.Clear();

    public SandboxReply Answer(SandboxRequest request)
    {
        if (request.Path.Split('/', StringSplitOptions.RemoveEmptyEntries) is not ["secrets", var name, .. { Length: <= 1 } rest])
        {
            return KeyVaultReplies.NotFound(request.Path);
        }

        _requests.AddOrUpdate(name, 1, (_, count) => count + 1);
        if (request.Method != "GET")
        {
            return KeyVaultReplies.MethodNotAllowed;
        }

        if (string.IsNullOrEmpty(request.Query["api-version"]))
        {
            return KeyVaultReplies.BadParameter("api-version must be specified");
        }

        const string Scheme = "Bearer ";
        var authorization = request.Headers.Authorization.ToString();
        var token = authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? authorization[Scheme.Length..] : null;
        if (token is null || !identity.IsGood(token, KeyVaultSandbox.Resource))
        {
            return KeyVaultReplies.Challenge(identity.Authority, KeyVaultSandbox.Resource, token is not null);
        }

        return Read(name, rest.SingleOrDefault(), behavior());
    }

    private SandboxReply Read(string name, string? version, KeyVaultBehavior behavior)
    {
        if (behavior.IsThrottling)
        {
            return KeyVaultReplies.Throttled(behavior.ThrottleRetryAfter);
        }

        if (behavior.DeniesAccess)
        {
            return KeyVaultReplies.Denied;
        }

        return secrets.Find(name, version) switch
        {
            null => KeyVaultReplies.NotFound(name),
            { IsEnabled: false } => KeyVaultReplies.Disabled,
            var secret => KeyVaultReplies.Secret(url(), name, secret),
        };
    }
}
