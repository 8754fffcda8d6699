using System.Text.Encodings.Web;
using System.Text.Json;
using FunctionsConnector.Sandbox.Server;

namespace FunctionsConnector.Sandbox.KeyVault;

/// <summary>The vault's answers ("Get Secret" of the Key Vault REST API, and the error bodies seen in its documentation).</summary>
internal static class KeyVaultReplies
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static SandboxReply Secret(Uri vault, string name, StoredSecret secret) => new(200, JsonSerializer.Serialize(
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

    /// <summary>Says where a token is to be got and for what; only after it do clients send one.</summary>
    public static SandboxReply Challenge(Uri authority, string resource, bool hasToken) =>
        Error(401, "Unauthorized", hasToken ? "[TokenInvalid] Error validating token." : "AKV10000: Request is missing a Bearer or PoP token.") with
        {
            Headers = new Dictionary<string, string>
            {
                ["WWW-Authenticate"] = $"Bearer authorization=\"{authority.ToString().TrimEnd('/')}\", resource=\"{resource}\"",
            },
        };

    public static SandboxReply Denied => Error(403, "Forbidden", "Caller is not authorized to perform action on resource.", "ForbiddenByRbac");

    public static SandboxReply Disabled => Error(403, "Forbidden", "Operation get is not allowed on a disabled secret.", "SecretDisabled");

    public static SandboxReply NotFound(string name) => Error(
        404,
        "SecretNotFound",
        $"A secret with (name/id) {name} was not found in this key vault. If you recently deleted this secret you may be able to recover it using the correct recovery command.");

    public static SandboxReply Throttled(int? retryAfter)
    {
        var reply = Error(429, "Throttled", "Request was not processed because too many requests were received. Reason: VaultRequestTypeLimitReached");
        return retryAfter is { } seconds ? reply with { Headers = new Dictionary<string, string> { ["Retry-After"] = $"{seconds}" } } : reply;
    }

    public static SandboxReply BadParameter(string message) => Error(400, "BadParameter", message);

    public static SandboxReply MethodNotAllowed => Error(405, "MethodNotAllowed", "The sandbox simulates reading secrets only.");

    private static SandboxReply Error(int status, string code, string message, string? inner = null) => new(status, JsonSerializer.Serialize(
        inner is null ? (object)new { error = new { code, message } } : new { error = new { code, message, innererror = new { code = inner } } },
        Json));
}
