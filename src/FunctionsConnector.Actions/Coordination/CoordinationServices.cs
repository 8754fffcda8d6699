using Azure.Data.Tables;
using FunctionsConnector.Actions.Identity;
using FunctionsConnector.Actions.Logs;
using FunctionsConnector.Actions.Queue.Messages;
using FunctionsConnector.Actions.Queue.Messages.Claims;
using FunctionsConnector.Actions.Settings;
using FunctionsConnector.Core.Coordination;
using FunctionsConnector.Core.Coordination.Records;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Secrets;

namespace FunctionsConnector.Actions.Coordination;

/// <summary>Registers what the instances share.</summary>
internal static class CoordinationServices
{
    public static void AddCoordination(this IServiceCollection services)
    {
        services.AddSingleton(CreateTable);
        services.AddSingleton(provider => new RecordLeases(
            provider.GetRequiredService<ConfiguredTable>().Shared ?? throw new InvalidOperationException("No table is configured."),
            provider.GetRequiredService<Timing>()));
        services.AddSingleton<CoordinationHealth>();
        services.AddHostedService<CoordinationSweep>();
    }

    /// <summary>The leases of records; null where no table is configured.</summary>
    public static RecordLeases? LeasesOf(IServiceProvider provider) =>
        provider.GetRequiredService<ConfiguredTable>().Shared is null ? null : provider.GetRequiredService<RecordLeases>();

    /// <summary>The claims of messages; null where no table is configured.</summary>
    public static MessageClaims? ClaimsOf(IServiceProvider provider) => provider.GetRequiredService<ConfiguredTable>().Shared is { } shared
        ? new MessageClaims(shared, provider.GetRequiredService<MessageOrder>(), provider.GetRequiredService<WaitingUpdates>())
        : null;

    private static ConfiguredTable CreateTable(IServiceProvider provider) =>
        provider.GetRequiredService<ConnectorSettings>().Coordination is { } settings ? CreateTable(provider, settings) : new(null, null);

    private static ConfiguredTable CreateTable(IServiceProvider provider, CoordinationSettings settings)
    {
        foreach (var secret in settings.Connection?.Secrets ?? [])
        {
            provider.GetRequiredService<SecretRedactor>().Register("Coordination:Connection", secret);
        }

        var options = TableOptions.Of(ConnectorServices.TransportOf(provider));
        var service = settings.Connection?.Open(options)
            ?? new TableServiceClient(settings.ServiceUri, provider.GetRequiredService<AzureCredentials>().Of(settings.Identity), options);
        var time = provider.GetRequiredService<TimeProvider>();
        var logger = provider.GetRequiredService<ILogger<CoordinationTable>>();
        var table = new CoordinationTable(service, time);
        var guarded = new GuardedTable(table, time, outage =>
        {
            if (outage is null)
            {
                logger.Coordinates();
            }
            else
            {
                logger.CannotCoordinate(outage.Message);
            }
        });
        var instance = Guid.NewGuid().ToString("N");
        return new ConfiguredTable(table, new SharedServices(guarded, instance, settings.ShareWhenAlone, time, provider.GetRequiredService<Func<double>>()));
    }
}
