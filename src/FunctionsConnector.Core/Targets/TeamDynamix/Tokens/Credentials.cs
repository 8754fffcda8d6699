using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Secrets;
using FunctionsConnector.Core.Targets.Tokens;

namespace FunctionsConnector.Core.Targets.TeamDynamix.Tokens;

/// <summary>
/// The login of an account (https://solutions.teamdynamix.com/TDWebApi/Home/section/Auth): <c>BeId</c> and <c>WebServicesKey</c> for the
/// key-based administrator, <c>UserName</c> and <c>Password</c> for every other account.
/// </summary>
/// <param name="Path">The path of the login call.</param>
/// <param name="First">The property and the secret's role of the identity.</param>
/// <param name="Second">The property and the secret's role of the proof.</param>
internal sealed record Credentials(string Path, (string Property, string Role) First, (string Property, string Role) Second)
{
    public static readonly Credentials KeyBased = new("api/auth/loginadmin", ("BEID", "BeId"), ("WebServicesKey", "WebServicesKey"));

    public static readonly Credentials Personal = new("api/auth", ("username", "UserName"), ("password", "Password"));

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The roles for which the settings must name secrets.</summary>
    public IReadOnlyList<string> Roles => [First.Role, Second.Role];

    public static Credentials Of(TargetSystemSettings settings) =>
        settings.Secrets.ContainsKey(KeyBased.First.Role) ? KeyBased : Personal;

    /// <summary>Fetches the secrets' values, without the cache where <paramref name="refresh"/> is true.</summary>
    public async Task<Result<SecretPair>> FetchAsync(TargetSystemSettings settings, ISecretSource secrets, bool refresh, CancellationToken cancellationToken)
    {
        ValueTask<Result<string>> Fetch(string role) => refresh
            ? secrets.RefreshAsync(settings.Secrets[role], cancellationToken)
            : secrets.GetAsync(settings.Secrets[role], cancellationToken);

        return (await Fetch(First.Role)).Succeeded(out var first, out var failure) && (await Fetch(Second.Role)).Succeeded(out var second, out failure)
            ? new SecretPair(first, second)
            : failure;
    }

    /// <summary>The body of the login call.</summary>
    public string ToBody(SecretPair login)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Options))
        {
            writer.WriteStartObject();
            writer.WriteString(First.Property, login.First);
            writer.WriteString(Second.Property, login.Second);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
