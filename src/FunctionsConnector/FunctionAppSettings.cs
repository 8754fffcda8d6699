using FunctionsConnector.Actions.Settings;
using Microsoft.Extensions.Configuration;

namespace FunctionsConnector;

/// <summary>Checks the settings that only this home needs.</summary>
internal static class FunctionAppSettings
{
    /// <exception cref="BadSettingsException">A setting that the host reads is missing.</exception>
    public static void Check(ConnectorSettings settings, IConfiguration configuration)
    {
        if (settings.Queue is { } queue && string.IsNullOrWhiteSpace(configuration["Queue:Name"]))
        {
            throw new BadSettingsException(
                [new SettingsProblem("Queue:Name", $"is missing. The host reads it for the trigger of the queue. Set the app setting Queue__Name to {queue.Name}.")]);
        }
    }
}
