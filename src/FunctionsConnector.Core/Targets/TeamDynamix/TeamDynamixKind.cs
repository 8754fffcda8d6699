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
        if (BaseUrl.ProblemOf(settings.BaseUrl, "Set the address of the Web API, such as https://your-organisation.teamdynamix.com/TDWebApi/.") is { } problem)
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
}
