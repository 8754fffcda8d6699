using FunctionsConnector.Actions.Identity;

namespace FunctionsConnector.Actions.Settings;

/// <summary>Reads <c>KeyVault:…</c>.</summary>
internal static class KeyVaultReader
{
    private static readonly TimeSpan DefaultRefresh = TimeSpan.FromHours(1);

    /// <summary>All clients of a vault share its limit of 4,000 reads in ten seconds.</summary>
    private static readonly TimeSpan MinRefresh = TimeSpan.FromMinutes(1);

    /// <summary>Half of the time for which a cached secret stays in use during an outage.</summary>
    private static readonly TimeSpan MaxRefresh = TimeSpan.FromHours(12);

    /// <summary>Whether secrets come from a vault, even where its settings are invalid.</summary>
    public static bool IsUsed(IConfiguration configuration) => !string.IsNullOrWhiteSpace(configuration["KeyVault:Uri"]);

    /// <summary>The settings, or null where no vault is configured or its address is invalid.</summary>
    public static KeyVaultSettings? Read(IConfiguration configuration, ProblemList problems)
    {
        var section = new SettingsSection(configuration.GetSection("KeyVault"), problems);
        section.RefuseUnknown(["Uri", "Credential", "ClientId", "RefreshAfter"]);
        if (!IsUsed(configuration))
        {
            if (section.Keys.Any(key => section.Text(key) is not null))
            {
                section.Problem("Uri", "is missing, so the other settings of KeyVault have no effect. Set it, or remove them.");
            }

            return null;
        }

        var identity = IdentityReader.Read(section, Enum.GetValues<IdentityKind>(), configuration);
        var refreshAfter = section.Duration("RefreshAfter", MinRefresh, MaxRefresh) ?? DefaultRefresh;
        return Address(section) is { } uri ? new KeyVaultSettings(uri, identity, refreshAfter) : null;
    }

    private static Uri? Address(SettingsSection section)
    {
        if (Uri.TryCreate(section.Text("Uri"), UriKind.Absolute, out var uri)
            && uri.Scheme == Uri.UriSchemeHttps
            && uri.PathAndQuery == "/"
            && uri.UserInfo.Length == 0
            && uri.Fragment.Length == 0)
        {
            return uri;
        }

        section.Problem("Uri", "is not the https address of a vault. Give it as the portal shows it, such as https://your-vault.vault.azure.net/.");
        return null;
    }
}
