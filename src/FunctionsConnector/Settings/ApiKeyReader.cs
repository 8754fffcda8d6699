namespace FunctionsConnector.Settings;

/// <summary>Reads <c>Connector:ApiKeys:&lt;n&gt;:…</c>.</summary>
internal static class ApiKeyReader
{
    private const string Everything = "*";

    public static IReadOnlyList<ApiKeySettings> Read(SettingsSection apiKeys, IReadOnlyList<string> systems, ProblemList problems)
    {
        var keys = new List<ApiKeySettings>();
        foreach (var section in apiKeys.Children)
        {
            section.RefuseUnknown(["Name", "Secret", "Systems", "CallsPerMinute"]);
            var name = section.RequiredText("Name", "Say what the log shall call the caller.");
            var secret = section.RequiredText("Secret", "Give the name of the secret that holds the key.");
            var allowed = Systems(section, systems);
            var callsPerMinute = section.PositiveNumber("CallsPerMinute");
            if (name is null || secret is null)
            {
                continue;
            }

            if (keys.Exists(key => string.Equals(key.Name, name, StringComparison.OrdinalIgnoreCase)))
            {
                section.Problem("Name", $"is '{name}', as that of another key. Give each key its own name.");
            }

            keys.Add(new ApiKeySettings(name, secret, allowed) { CallsPerMinute = callsPerMinute });
        }

        if (!apiKeys.Children.Any())
        {
            problems.Add(apiKeys.Path, $"has no key, so nobody could call. Set {apiKeys.Path}:0:Name, :Secret and :Systems.");
        }

        return keys;
    }

    private static IReadOnlyList<string> Systems(SettingsSection section, IReadOnlyList<string> systems)
    {
        var named = section.List("Systems");
        var unknown = named.Where(name => name != Everything && !systems.Contains(name, StringComparer.OrdinalIgnoreCase)).ToList();
        if (named.Count == 0)
        {
            section.Problem("Systems", "is missing. List the systems the key may be used for, or give * for all.");
        }
        else if (unknown.Count > 0)
        {
            section.Problem("Systems", $"names {string.Join(", ", unknown)}, which is not configured. Configured: {string.Join(", ", systems)}.");
        }

        return named.Contains(Everything) ? [] : named;
    }
}
