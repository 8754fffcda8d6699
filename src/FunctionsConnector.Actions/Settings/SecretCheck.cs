namespace FunctionsConnector.Actions.Settings;

/// <summary>
/// Checks at the start that the named secrets can exist. It reads only settings: the process starts without the vault, so that a start
/// during an outage succeeds.
/// </summary>
internal static class SecretCheck
{
    private const string UnresolvedReference = "@Microsoft.KeyVault(";
    private static readonly string[] OwnSections = ["Systems", "Secrets", "KeyVault", "Connector", "Queue", "Coordination"];

    /// <summary>App Service passes a Key Vault reference that it cannot resolve to the process as text.</summary>
    public static void RefuseUnresolvedReferences(IConfiguration configuration, ProblemList problems)
    {
        foreach (var section in OwnSections)
        {
            foreach (var (setting, value) in configuration.GetSection(section).AsEnumerable())
            {
                if (value?.TrimStart().StartsWith(UnresolvedReference, StringComparison.OrdinalIgnoreCase) is true)
                {
                    problems.Add(
                        setting,
                        "is a Key Vault reference that was not resolved. Let the app's identity read the vault, and check the reference's vault and secret name.");
                }
            }
        }
    }

    public static void RefuseUnusable(IConfiguration configuration, ConnectorSettings settings, ProblemList problems)
    {
        if (KeyVaultReader.IsUsed(configuration))
        {
            VaultNames.Refuse(configuration, Named(configuration, settings), problems);

            // The values are not known, but one secret has one value.
            RefuseShared(settings, key => key.Secret, StringComparer.OrdinalIgnoreCase, problems);
            return;
        }

        foreach (var (setting, secret) in Named(configuration, settings))
        {
            RefuseMissing(configuration, setting, secret, problems);
        }

        foreach (var (_, secret) in NamedByKeys(configuration))
        {
            RefuseUnsendable(configuration, secret, problems);
        }

        RefuseShared(settings, key => configuration[$"Secrets:{key.Secret}"], StringComparer.Ordinal, problems);
    }

    private static IEnumerable<NamedSecret> Named(IConfiguration configuration, ConnectorSettings settings) =>
        settings.Systems
            .SelectMany(system => system.Secrets.Keys
                .Order(StringComparer.Ordinal)
                .Select(role => new NamedSecret($"Systems:{system.Name}:Secrets:{role}", system.Secrets[role])))
            .Concat(NamedByKeys(configuration));

    private static IEnumerable<NamedSecret> NamedByKeys(IConfiguration configuration) =>
        from key in configuration.GetSection("Connector:ApiKeys").GetChildren()
        let secret = key["Secret"]?.Trim()
        where !string.IsNullOrEmpty(secret)
        select new NamedSecret($"{key.Path}:Secret", secret);

    private static void RefuseMissing(IConfiguration configuration, string setting, string secret, ProblemList problems)
    {
        if (string.IsNullOrEmpty(configuration[$"Secrets:{secret}"]))
        {
            problems.Add(setting, $"names the secret '{secret}', which is not there. Set Secrets:{secret}, or correct the name.");
        }
    }

    /// <summary>A header field value is visible ASCII without surrounding blanks (RFC 9110 section 5.5).</summary>
    private static void RefuseUnsendable(IConfiguration configuration, string secret, ProblemList problems)
    {
        if (configuration[$"Secrets:{secret}"] is { } value && value.Any(character => character is <= ' ' or > '~'))
        {
            problems.Add($"Secrets:{secret}", "cannot be sent in a header. Make the key of visible ASCII characters, without blanks or line ends.");
        }
    }

    private static void RefuseShared(ConnectorSettings settings, Func<ApiKeySettings, string?> holds, StringComparer comparer, ProblemList problems)
    {
        var shared = settings.ApiKeys
            .Where(key => !string.IsNullOrEmpty(holds(key)))
            .GroupBy(holds, comparer)
            .Select(group => group.Select(key => key.Name).Distinct(StringComparer.OrdinalIgnoreCase).ToList())
            .Where(names => names.Count > 1);
        foreach (var names in shared)
        {
            problems.Add("Connector:ApiKeys", $"has the same key for {string.Join(", ", names)}. Give each caller its own.");
        }
    }
}
