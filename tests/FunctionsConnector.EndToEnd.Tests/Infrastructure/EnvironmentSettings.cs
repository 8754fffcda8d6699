using FunctionsConnector.Actions.Settings;
using FunctionsConnector.Core.Targets;
using Microsoft.Extensions.Configuration;

namespace FunctionsConnector.EndToEnd.Tests.Infrastructure;

/// <summary>Reads the settings of a deployment as the process does at its start. An invalid setting fails the test with the message of the process.</summary>
internal static class EnvironmentSettings
{
    public static ConnectorSettings Read(IReadOnlyDictionary<string, string?> variables)
    {
        var settings = variables.ToDictionary(setting => setting.Key.Replace("__", ":", StringComparison.Ordinal), setting => setting.Value);
        return SettingsReader.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), TargetSystemKinds.All);
    }
}
