using System.Collections.Frozen;
using FunctionsConnector.Core.Targets;

namespace FunctionsConnector.Actions.Settings;

/// <summary>Reads <c>Systems:&lt;name&gt;:…</c>.</summary>
internal sealed class TargetSystemReader(IReadOnlyList<TargetSystemKind> kinds, ProblemList problems)
{
    private static readonly string[] CommonSettings =
        ["Kind", "DisplayName", "BaseUrl", "DiscoveryUrl", "Secrets", "RecordTypes", "MaxConcurrency", "CallsPerMinute", "TimeZone", "ServerTimeZone"];

    /// <summary>The settings of one system, or null where they are invalid.</summary>
    public TargetSystemSettings? Read(SettingsSection section)
    {
        if (!TargetSystemName.IsValid(section.Key))
        {
            problems.Add(section.Path, "is not a valid name of a system. Use letters, digits, - and _ only.");
        }

        if (Kind(section) is not { } kind)
        {
            return null;
        }

        section.RefuseUnknown([.. CommonSettings, .. kind.OtherSettings.Keys]);
        var settings = new TargetSystemSettings(section.Key, kind.Name)
        {
            DisplayName = section.Text("DisplayName") ?? section.Key,
            BaseUrl = section.VendorUrl("BaseUrl"),
            DiscoveryUrl = section.VendorUrl("DiscoveryUrl"),
            Secrets = Texts(section.Below("Secrets"), section.Below("Secrets").Keys),
            RecordTypes = section.List("RecordTypes"),
            MaxConcurrency = section.PositiveNumber("MaxConcurrency"),
            CallsPerMinute = section.PositiveNumber("CallsPerMinute"),
            TimeZone = section.TimeZone("TimeZone") ?? TimeZoneInfo.Utc,
            ServerTimeZone = section.TimeZone("ServerTimeZone"),
            Others = Texts(section, kind.OtherSettings.Keys),
        };
        foreach (var (setting, problem) in kind.Check(settings))
        {
            section.Problem(setting, problem);
        }

        return settings;
    }

    private TargetSystemKind? Kind(SettingsSection section)
    {
        var allowed = $"Allowed: {(kinds.Count == 0 ? "(none in this build)" : string.Join(", ", kinds.Select(kind => kind.Name)))}.";
        if (section.RequiredText("Kind", $"Name the vendor. {allowed}") is not { } name)
        {
            return null;
        }

        var kind = kinds.FirstOrDefault(kind => string.Equals(kind.Name, name, StringComparison.OrdinalIgnoreCase));
        if (kind is null)
        {
            section.Problem("Kind", $"is '{name}', which is not a known vendor. {allowed}");
        }

        return kind;
    }

    private static FrozenDictionary<string, string> Texts(SettingsSection section, IEnumerable<string> keys) =>
        keys.Where(key => section.Text(key) is not null).ToFrozenDictionary(key => key, key => section.Text(key)!, StringComparer.OrdinalIgnoreCase);
}
