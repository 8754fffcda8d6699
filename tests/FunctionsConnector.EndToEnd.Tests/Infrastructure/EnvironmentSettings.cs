using FunctionsConnector.Core.Targets;
using FunctionsConnector.Settings;
using Microsoft.Extensions.Configuration;

namespace FunctionsConnector.EndToEnd.Tests.Infrastructure;

/// <summary>Reads the settings of a deployment as the process does at its start, with a value for each secret that they name.</summary>
internal static class EnvironmentSettings
{
    public static ConnectorSettings Read(IReadOnlyDictionary<string, string?> variables)
    {
        // Whether the vault is there cannot be seen here, so the secrets are settings.
        var settings = variables.Where(setting => !setting.Key.StartsWith("KeyVault", StringComparison.Ordinal))
            .ToDictionary(setting => setting.Key.Replace("__", ":", StringComparison.Ordinal), setting => setting.Value);
        foreach (var (secret, index) in settings.Where(setting => setting.Key.Contains(":Secret", StringComparison.Ordinal)).Select((setting, index) => (setting.Value, index)).ToList())
        {
            settings[$"Secrets:{secret}"] = $"value-{index}";
        }

        return SettingsReader.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), TargetSystemKinds.All);
    }
}
