namespace FunctionsConnector.Actions.Settings;

/// <summary>Reads the rights of a caller.</summary>
internal static class CallerSystems
{
    /// <summary>What a missing <c>MayActAs</c> means.</summary>
    public const string WithoutMayActAs = "then the caller may not act for others";

    private const string Everything = "*";

    /// <param name="section">The caller.</param>
    /// <param name="systems">The configured systems.</param>
    /// <returns>The named systems; empty for all.</returns>
    public static IReadOnlyList<string> Read(SettingsSection section, IReadOnlyList<string> systems)
    {
        var named = section.List("Systems");
        var unknown = named.Where(name => name != Everything && !systems.Contains(name, StringComparer.OrdinalIgnoreCase)).ToList();
        if (named.Count == 0)
        {
            section.Problem("Systems", "is missing. List the systems that the caller may use, or give * for all.");
        }
        else if (unknown.Count > 0)
        {
            section.Problem("Systems", $"names {string.Join(", ", unknown)}, which is not configured. Configured: {string.Join(", ", systems)}.");
        }

        return named.Contains(Everything) ? [] : named;
    }
}
