namespace FunctionsConnector.Actions.Settings;

/// <summary>Reads <c>Connector:ApiKeys:&lt;n&gt;:…</c>.</summary>
internal static class ApiKeyReader
{
    public static IReadOnlyList<ApiKeySettings> Read(SettingsSection apiKeys, IReadOnlyList<string> systems, bool areNeeded, ProblemList problems)
    {
        var keys = new List<ApiKeySettings>();
        foreach (var section in apiKeys.Children)
        {
            section.RefuseUnknown(["Name", "Secret", "Systems", "CallsPerMinute", "MayActAs"]);
            var name = section.RequiredText("Name", "Give the caller's name for the log.");
            var secret = section.RequiredText("Secret", "Give the name of the secret that holds the key.");
            var allowed = CallerSystems.Read(section, systems);
            var callsPerMinute = section.PositiveNumber("CallsPerMinute");
            var mayActAs = section.Flag("MayActAs", CallerSystems.WithoutMayActAs) ?? false;
            if (name is null || secret is null)
            {
                continue;
            }

            var key = new ApiKeySettings(name, secret, allowed) { CallsPerMinute = callsPerMinute, MayActAs = mayActAs };
            RefuseBesideOther(section, key, keys);
            keys.Add(key);
        }

        if (areNeeded && !apiKeys.Children.Any())
        {
            problems.Add(apiKeys.Path, $"has no key, so every call would be refused. Set {apiKeys.Path}:0:Name, :Secret and :Systems, or sign-in with Connector:Entra.");
        }

        return keys;
    }

    /// <summary>A caller has two keys during a rotation, and the same rights with either.</summary>
    private static void RefuseBesideOther(SettingsSection section, ApiKeySettings key, List<ApiKeySettings> others)
    {
        var same = others.FindAll(other => string.Equals(other.Name, key.Name, StringComparison.OrdinalIgnoreCase));
        if (same.Count > 1)
        {
            section.Problem("Name", $"is '{key.Name}', as that of two other keys. A caller may have two keys, the old and the new one; remove one.");
        }
        else if (same is [var other] && !key.Systems.ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(other.Systems))
        {
            section.Problem("Systems", $"differs from that of the other key of '{key.Name}'. Give both keys of a caller the same systems, or two callers two names.");
        }
        else if (same is [var limited] && key.CallsPerMinute != limited.CallsPerMinute)
        {
            section.Problem("CallsPerMinute", $"differs from that of the other key of '{key.Name}'. It is the caller's, whichever key is used; give both the same.");
        }
        else if (same is [var acting] && key.MayActAs != acting.MayActAs)
        {
            section.Problem("MayActAs", $"differs from that of the other key of '{key.Name}'. Give both keys of a caller the same rights.");
        }
        else if (same is [var twin] && string.Equals(key.Secret, twin.Secret, StringComparison.OrdinalIgnoreCase))
        {
            section.Problem("Secret", $"is that of the other key of '{key.Name}'. Name a second secret, or remove this key.");
        }
    }
}
