using FunctionsConnector.Actions.Coordination;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets;

namespace FunctionsConnector.Actions.Settings;

/// <summary>Reads and checks all settings.</summary>
internal static class SettingsReader
{
    /// <summary>A shorter timeout leaves no time for a second read-back.</summary>
    private static readonly TimeSpan ShortestTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Flows cut a call off after 120 s.</summary>
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromSeconds(110);

    /// <exception cref="BadSettingsException">A setting is invalid.</exception>
    public static ConnectorSettings Read(IConfiguration configuration, IReadOnlyList<TargetSystemKind> kinds)
    {
        var problems = new ProblemList();
        SecretCheck.RefuseUnresolvedReferences(configuration, problems);

        var systemSections = new SettingsSection(configuration.GetSection("Systems"), problems);
        if (!systemSections.Children.Any())
        {
            problems.Add("Systems", "has no target system. Set Systems:<name>:Kind and what else that kind needs.");
        }

        var reader = new TargetSystemReader(kinds, problems);
        var systems = systemSections.Children.Select(reader.Read).OfType<TargetSystemSettings>().ToList();

        var connector = new SettingsSection(configuration.GetSection("Connector"), problems);
        connector.RefuseUnknown(["ApiKeys", "Contact", "Entra", "EntraCallers", "RequestTimeout", "MaxRequestsInHand", "MaxBytesInHand"]);
        IReadOnlyList<string> names = [.. systemSections.Keys];
        var keys = ApiKeyReader.Read(connector.Below("ApiKeys"), names, areNeeded: !connector.Below("Entra").Keys.Any(), problems);
        var queue = QueueReader.Read(configuration, problems, out var identity);
        var settings = new ConnectorSettings(
            systems,
            keys,
            connector.Duration("RequestTimeout", ShortestTimeout, LongestTimeout) ?? new Timing().Request)
        {
            MaxRequestsInHand = connector.PositiveNumber("MaxRequestsInHand") ?? ConnectorSettings.DefaultMaxRequestsInHand,
            MaxBytesInHand = connector.PositiveNumber("MaxBytesInHand") ?? ConnectorSettings.DefaultMaxBytesInHand,
            Contact = ContactReader.Read(connector.Below("Contact")),
            Entra = EntraReader.Read(connector, names, keys, problems),
            Queue = queue,
            Coordination = CoordinationReader.Read(configuration, identity, problems),
            KeyVault = KeyVaultReader.Read(configuration, problems),
        };
        SecretCheck.RefuseUnusable(configuration, settings, problems);

        return problems.All.Count == 0 ? settings : throw new BadSettingsException(problems.All);
    }
}
