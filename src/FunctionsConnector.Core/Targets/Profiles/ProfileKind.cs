using System.Runtime.CompilerServices;
using FunctionsConnector.Core.Targets.Profiles.Format;

namespace FunctionsConnector.Core.Targets.Profiles;

/// <summary>A vendor that a JSON file describes.</summary>
public sealed class ProfileKind : TargetSystemKind
{
    private const string ProfileSetting = "Profile";
    private const string TokenUrlSetting = "TokenUrl";

    private readonly ConditionalWeakTable<TargetSystemSettings, Profile> _checked = [];

    public override string Name => "Profile";

    public override IReadOnlyDictionary<string, string> OtherSettings { get; } = new Dictionary<string, string>
    {
        [ProfileSetting] = "The name of a built-in profile, or the path of a file.",
        [TokenUrlSetting] = "Where OAuth tokens are issued, where the profile does not say it.",
    };

    public override IEnumerable<(string Setting, string Problem)> Check(TargetSystemSettings settings)
    {
        if (settings.DiscoveryUrl is not null)
        {
            yield return ("DiscoveryUrl", "A profile has nothing to discover. Remove the setting.");
        }

        if (settings.ServerTimeZone is not null)
        {
            yield return ("ServerTimeZone", "has no effect: a profile reads and writes instants in UTC. Remove the setting.");
        }

        if (!settings.Others.TryGetValue(ProfileSetting, out var name))
        {
            yield return (ProfileSetting, $"Name a built-in profile ({string.Join(", ", ProfileFiles.BuiltIn)}) or give the path of a file.");
            yield break;
        }

        var (profile, problems) = ProfileFiles.Load(name);
        if (profile is null)
        {
            // One text, because a start reports one problem of a setting.
            yield return (ProfileSetting, $"names a profile that cannot be used: {string.Join("; ", problems)}");
            yield break;
        }

        _checked.AddOrUpdate(settings, profile);
        foreach (var problem in CheckWith(profile, settings))
        {
            yield return problem;
        }
    }

    public override ITargetSystem Create(TargetSystemSettings settings, TargetSystemServices services) => new ProfileTargetSystem(
        _checked.TryGetValue(settings, out var profile) ? profile : throw new InvalidOperationException("The settings were not checked."),
        settings,
        services);

    /// <summary>The way to sign in whose secrets the settings name; null where they name none or a mix.</summary>
    internal static SignIn? SignInOf(Profile profile, TargetSystemSettings settings) =>
        profile.SignIns.FirstOrDefault(signIn => settings.Secrets.Keys.ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(signIn.Roles));

    /// <summary>Where tokens are issued; null where neither the settings nor the profile say it.</summary>
    internal static Uri? TokenUrl(SignIn.ClientCredentials signIn, Uri baseUrl, TargetSystemSettings settings) =>
        settings.Others.TryGetValue(TokenUrlSetting, out var text) ? Uri.TryCreate(text, UriKind.Absolute, out var url) ? url : null
        : signIn.TokenUrl is null ? null
        : new Uri(baseUrl, signIn.TokenUrl);

    private static IEnumerable<(string Setting, string Problem)> CheckWith(Profile profile, TargetSystemSettings settings)
    {
        var baseUrl = settings.BaseUrl ?? profile.BaseUrl;
        if (BaseUrl.ProblemOf(baseUrl, $"Set the address of {profile.Vendor}'s API.") is { } problem)
        {
            yield return ("BaseUrl", problem);
            yield break;
        }

        if (SignInOf(profile, settings) is not { } signIn)
        {
            yield return ("Secrets", $"Name the secrets {string.Join(", or ", profile.SignIns.Select(way => string.Join(" and ", way.Roles)))}, and no others.");
            yield break;
        }

        foreach (var role in settings.Secrets.Keys.Where(role => string.IsNullOrWhiteSpace(settings.Secrets[role])))
        {
            yield return ($"Secrets:{role}", "Give the name of the secret.");
        }

        var isSet = settings.Others.ContainsKey(TokenUrlSetting);
        if (signIn is SignIn.ClientCredentials credentials)
        {
            if (BaseUrl.ProblemOf(TokenUrl(credentials, baseUrl!, settings), $"Set the URL where {profile.Vendor}'s tokens are issued.") is { } wrong)
            {
                yield return (TokenUrlSetting, wrong);
            }
        }
        else if (isSet)
        {
            yield return (TokenUrlSetting, "The secrets are not those of an OAuth client. Remove the setting.");
        }

        foreach (var unknown in profile.RecordTypes.Call is null
            ? settings.RecordTypes.Where(offered => !profile.RecordTypes.Known.Any(type => string.Equals(type.Id, offered, StringComparison.OrdinalIgnoreCase)))
            : [])
        {
            yield return ("RecordTypes", $"'{unknown}' is not a record type of the profile. There are {string.Join(", ", profile.RecordTypes.Known.Select(type => type.Id))}.");
        }
    }
}
