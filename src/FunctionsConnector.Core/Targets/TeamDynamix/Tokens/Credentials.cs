using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Secrets;

namespace FunctionsConnector.Core.Targets.TeamDynamix.Tokens;

/// <summary>
/// How an account logs in (https://solutions.teamdynamix.com/TDWebApi/Home/section/Auth): the key-based administrator with
/// <c>BeId</c> and <c>WebServicesKey</c>, anybody else with <c>UserName</c> and <c>Password</c>.
/// </summary>
/// <param name="Path">The login call.</param>
/// <param name="First">The property and the role of the secret that says who.</param>
/// <param name="Second">The property and the role of the secret that proves it.</param>
internal sealed record Credentials(string Path, (string Property, string Role) First, (string Property, string Role) Second)
{
    public static readonly Credentials KeyBased = new("api/auth/loginadmin", ("BEID", "BeId"), ("WebServicesKey", "WebServicesKey"));

    public static readonly Credentials Personal = new("api/auth", ("username", "UserName"), ("password", "Password"));

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The roles that the settings must name secrets for.</summary>
    public IReadOnlyList<string> Roles => [First.Role, Second.Role];

    public static Credentials Of(TargetSystemSettings settings) =>
        settings.Secrets.ContainsKey(KeyBased.First.Role) ? KeyBased : Personal;

    /// <summary>The secrets' values, fetched anew where they were refused before.</summary>
    public async Task<Result<Login>> FetchAsync(TargetSystemSettings settings, ISecretSource secrets, bool anew, CancellationToken cancellationToken)
    {
        ValueTask<Result<string>> Fetch(string role) => anew
            ? secrets.RefreshAsync(settings.Secrets[role], cancellationToken)
            : secrets.GetAsync(settings.Secrets[role], cancellationToken);

        return (await Fetch(First.Role)).Succeeded(out var first, out var failure) && (await Fetch(Second.Role)).Succeeded(out var second, out failure)
            ? new Login(first, second)
            : failure;
    }

    /// <summary>The body of the login call.</summary>
    public string ToBody(Login login)
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

    /// <summary>The two secrets. It has no text, so that none of it can get into a message.</summary>
    internal sealed record Login(string First, string Second)
    {
        public override string ToString() => nameof(Login);
    }
}
