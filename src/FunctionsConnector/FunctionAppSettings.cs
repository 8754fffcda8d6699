using FunctionsConnector.Actions.Settings;
using Microsoft.Extensions.Configuration;

namespace FunctionsConnector;

/// <summary>Checks the settings that only this home needs.</summary>
internal static class FunctionAppSettings
{
    /// <exception cref="BadSettingsException">A setting that the host reads is missing, or one is there that it does not read.</exception>
    public static void Check(ConnectorSettings settings, IConfiguration configuration)
    {
        if (!string.IsNullOrWhiteSpace(configuration["Queue:Connection"]))
        {
            throw new BadSettingsException(
                [new SettingsProblem("Queue:Connection", "is not read by the host, so its trigger would take messages off another queue or none. Set the app setting Queue to the connection string instead, or Queue__ServiceUri for an identity.")]);
        }

        if (settings.Queue is { } queue && string.IsNullOrWhiteSpace(configuration["Queue:Name"]))
        {
            throw new BadSettingsException(
                [new SettingsProblem("Queue:Name", $"is missing. The host reads it for the trigger of the queue. Set the app setting Queue__Name to {queue.Name}.")]);
        }
    }
}
