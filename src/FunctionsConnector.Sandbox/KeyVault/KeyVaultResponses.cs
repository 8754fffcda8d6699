using System.Text.Encodings.Web;
using System.Text.Json;
using FunctionsConnector.Sandbox.Server;

namespace FunctionsConnector.Sandbox.KeyVault;

/// <summary>The vault's responses ("Get Secret" of the Key Vault REST API, and the error bodies of its documentation).</summary>
internal static class KeyVaultResponses
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static SandboxResponse Secret(Uri vault, string name, StoredSecret secret) => new(200, JsonSerializer.Serialize(
        new
        {
            value = secret.Value,
            id = new Uri(vault, $"secrets/{name}/{secret.Version}").ToString(),
            attributes = new
            {
                enabled = secret.IsEnabled,
                created = secret.Created.ToUnixTimeSeconds(),
                updated = secret.Created.ToUnixTimeSeconds(),
                recoveryLevel = "Recoverable+Purgeable",
                recoverableDays = 90,
            },
            tags = new { },
        },
        Json));

    /// <summary>Names the authority and the resource for a token. Clients send a token only after this challenge.</summary>
    public static SandboxResponse Challenge(Uri authority, string resource, bool hasToken) =>
        Error(401, "Unauthorized", hasToken ? "[TokenInvalid] Error validating token." : "AKV10000: Request is missing a Bearer or PoP token.") with
        {
            Headers = new Dictionary<string, string>
            {
                ["WWW-Authenticate"] = $"Bearer authorization=\"{authority.ToString().TrimEnd('/')}\", resource=\"{resource}\"",
            },
        };

    public static SandboxResponse Denied => Error(403, "Forbidden", "Caller is not authorized to perform action on resource.", "ForbiddenByRbac");

    public static SandboxResponse Disabled => Error(403, "Forbidden", "Operation get is not allowed on a disabled secret.", "SecretDisabled");

    public static SandboxResponse NotFound(string name) => Error(
        404,
        "SecretNotFound",
        $"A secret with (name/id) {name} was not found in this key vault. If you recently deleted this secret you may be able to recover it using the correct recovery command.");

    public static SandboxResponse Throttled(int? retryAfter)
    {
        var response = Error(429, "Throttled", "Request was not processed because too many requests were received. Reason: VaultRequestTypeLimitReached");
        return retryAfter is { } seconds ? response with { Headers = new Dictionary<string, string> { ["Retry-After"] = $"{seconds}" } } : response;
    }

    public static SandboxResponse BadParameter(string message) => Error(400, "BadParameter", message);

    public static SandboxResponse MethodNotAllowed => Error(405, "MethodNotAllowed", "The sandbox simulates reading secrets only.");

    private static SandboxResponse Error(int status, string code, string message, string? inner = null) => new(status, JsonSerializer.Serialize(
        inner is null ? (object)new { error = new { code, message } } : new { error = new { code, message, innererror = new { code = inner } } },
        Json));
}
