using FunctionsConnector.Core.Targets.TeamDynamix.Tokens;

namespace FunctionsConnector.Core.Targets.TeamDynamix;

/// <summary>TeamDynamix, in the cloud, on premises or behind a customer's gateway, at the configured base URL.</summary>
public sealed class TeamDynamixKind : TargetSystemKind
{
    private const string NotifySetting = "NotifyNewResponsible";

    public override string Name => "TeamDynamix";

    public override IReadOnlyDictionary<string, string> OtherSettings { get; } = new Dictionary<string, string>
    {
        [NotifySetting] = "Whether TeamDynamix mails the person or group that an update makes responsible for a ticket: true or false (the default).",
    };

    public override IEnumerable<(string Setting, string Problem)> Check(TargetSystemSettings settings)
    {
        if (ProblemOf(settings.BaseUrl) is { } problem)
        {
            yield return ("BaseUrl", problem);
        }

        var roles = settings.Secrets.Keys.ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (!roles.SetEquals(Credentials.KeyBased.Roles) && !roles.SetEquals(Credentials.Personal.Roles))
        {
            yield return ("Secrets", "Name the secrets BeId and WebServicesKey (the key-based administrator), or UserName and Password, and no others.");
        }

        foreach (var role in settings.Secrets.Keys.Where(role => string.IsNullOrWhiteSpace(settings.Secrets[role])))
        {
            yield return ($"Secrets:{role}", "Give the name of the secret.");
        }

        if (settings.DiscoveryUrl is not null)
        {
            yield return ("DiscoveryUrl", "TeamDynamix has nothing to discover. Remove the setting.");
        }

        if (settings.Others.ContainsKey(NotifySetting) && NotifyNewResponsible(settings) is null)
        {
            yield return (NotifySetting, "Set true or false.");
        }
    }

    public override ITargetSystem Create(TargetSystemSettings settings, TargetSystemServices services) => new TeamDynamixTargetSystem(settings, services);

    /// <summary>The setting; null where it is missing or neither true nor false.</summary>
    internal static bool? NotifyNewResponsible(TargetSystemSettings settings) =>
        settings.Others.TryGetValue(NotifySetting, out var text) && bool.TryParse(text, out var value) ? value : null;

    /// <summary>With a slash at its end, so that relative paths are below it.</summary>
    internal static Uri BaseOf(Uri baseUrl) =>
        baseUrl.AbsolutePath.EndsWith('/') ? baseUrl : new Uri(baseUrl.AbsoluteUri + "/");

    private static string? ProblemOf(Uri? url)
    {
        if (url is null)
        {
            return "Set the address of the Web API, such as https://your-organisation.teamdynamix.com/TDWebApi/.";
        }

        if (!url.IsAbsoluteUri || (url.Scheme != Uri.UriSchemeHttps && !(url.Scheme == Uri.UriSchemeHttp && url.IsLoopback)))
        {
            return "It must begin with https://; plain http goes only to a loopback address.";
        }

        return url.UserInfo.Length > 0 || url.Query.Length > 0 || url.Fragment.Length > 0
            ? "It must have neither credentials nor a query nor a fragment."
            : null;
    }
}
