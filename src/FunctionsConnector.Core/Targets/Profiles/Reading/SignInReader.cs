using System.Collections.Frozen;
using FunctionsConnector.Core.Targets.Profiles.Format;

namespace FunctionsConnector.Core.Targets.Profiles.Reading;

/// <summary>Reads a way to sign in.</summary>
internal static class SignInReader
{
    private static readonly FrozenDictionary<string, Func<ProfileNode, SignIn?>> Kinds = new Dictionary<string, Func<ProfileNode, SignIn?>>
    {
        ["header"] = node => (HeaderReader.Name(node, "header", isRequired: true), Role(node, "value")) is ({ } name, { } value) ? new SignIn.Header(name, value) : null,
        ["basic"] = Basic,
        ["bearer"] = node => Role(node, "token") is { } token ? new SignIn.Bearer(token) : null,
        ["clientCredentials"] = ClientCredentials,
    }.ToFrozenDictionary();

    public static SignIn? Read(ProfileNode node) => node.One("kind", Kinds)?.Invoke(node);

    private static SignIn.Basic? Basic(ProfileNode node)
    {
        var (user, password) = (node.Has("userName") ? Role(node, "userName") : null, Role(node, "password"));
        return password is null ? null : new SignIn.Basic(user, password);
    }

    private static SignIn.ClientCredentials? ClientCredentials(ProfileNode node)
    {
        var (id, secret, url, scope) = (Role(node, "clientId"), Role(node, "clientSecret"), node.Text("tokenUrl"), node.Text("scope"));
        if (url is not null && !IsTokenUrl(url))
        {
            node.Problem("tokenUrl", "must be an https URL without credentials and fragment, or a path below the base URL.");
        }

        return id is null || secret is null ? null : new SignIn.ClientCredentials(id, secret, url, scope);
    }

    private static bool IsTokenUrl(string text) => text.Contains("://", StringComparison.Ordinal)
        ? Uri.TryCreate(text, UriKind.Absolute, out var url) && url is { Scheme: "https", UserInfo: "", Fragment: "" }
        : UrlTemplate.Parse(text) is { Template: { } template } && !template.Names.Any();

    /// <summary>The name by which the settings give the name of a secret.</summary>
    private static string? Role(ProfileNode node, string name)
    {
        if (node.Text(name, isRequired: true) is not { } role)
        {
            return null;
        }

        if (role.Length <= 50 && role.All(char.IsAsciiLetterOrDigit))
        {
            return role;
        }

        node.Problem(name, "must be a name of letters and digits, by which the settings name the secret (Secrets:<name>). It is never the secret itself.");
        return null;
    }
}
