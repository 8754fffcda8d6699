namespace FunctionsConnector.Actions.Settings;

/// <summary>Checks that the names of secrets are valid in a vault, and that secrets come from the vault only.</summary>
internal static class VaultNames
{
    private const int LongestName = 127;

    public static void Refuse(IConfiguration configuration, IEnumerable<NamedSecret> named, ProblemList problems)
    {
        foreach (var (setting, _) in named.Where(one => !IsName(one.Secret)))
        {
            // The text leaves the value out, which may be the secret itself.
            problems.Add(setting, $"is not a valid name of a vault secret. Give a name of at most {LongestName} letters, digits and dashes.");
        }

        foreach (var secret in configuration.GetSection("Secrets").GetChildren().Where(secret => !string.IsNullOrEmpty(secret.Value)))
        {
            problems.Add(secret.Path, "is set, but secrets come from KeyVault:Uri. Store it in the vault and remove it here, or remove KeyVault:Uri.");
        }
    }

    // "Vault name and object name" of the Key Vault documentation.
    private static bool IsName(string secret) => secret.Length is > 0 and <= LongestName && secret.All(character => char.IsAsciiLetterOrDigit(character) || character == '-');
}
