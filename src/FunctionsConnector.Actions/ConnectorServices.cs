using Azure.Core.Pipeline;
using FunctionsConnector.Actions.Agents;
using FunctionsConnector.Actions.Coordination;
using FunctionsConnector.Actions.Http;
using FunctionsConnector.Actions.Identity;
using FunctionsConnector.Actions.Operations;
using FunctionsConnector.Actions.Queue.Messages;
using FunctionsConnector.Actions.Queue.Storage;
using FunctionsConnector.Actions.Secrets;
using FunctionsConnector.Actions.Secrets.KeyVault;
using FunctionsConnector.Actions.Security;
using FunctionsConnector.Actions.Security.Entra;
using FunctionsConnector.Actions.Settings;
using FunctionsConnector.Actions.Telemetry;
using FunctionsConnector.Core.Reading;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Secrets;
using FunctionsConnector.Core.Targets;
using FunctionsConnector.Core.Updates;
using FunctionsConnector.Core.Updates.Bulk;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace FunctionsConnector.Actions;

/// <summary>Registers the services of the connector.</summary>
internal static class ConnectorServices
{
    /// <summary>Bytes of a request that the web server reads ahead.</summary>
    private const int ServersBuffer = 64 * 1024;

    /// <summary>What both homes share: settings, secrets, target systems, operations, and the handling of requests and messages.</summary>
    public static void AddConnector(this IServiceCollection services)
    {
        services.AddSingleton(TargetSystemKinds.All);
        services.AddSingleton(provider => SettingsReader.Read(
            provider.GetRequiredService<IConfiguration>(),
            provider.GetRequiredService<IReadOnlyList<TargetSystemKind>>()));
        services.AddSingleton(provider => new Timing { Request = provider.GetRequiredService<ConnectorSettings>().RequestTimeout });
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<Func<double>>(Random.Shared.NextDouble);

        services.AddSingleton(provider => new AzureCredentials(TransportOf(provider)));
        services.AddSingleton(CreateSecrets);
        services.AddSingleton<SecretRedactor>();
        services.AddSingleton<RegisteringSecretSource>();
        services.AddSingleton<HttpMessageHandler>(provider => VendorHttp.CreateHandler(OtlpExport.IsConfigured(provider.GetRequiredService<IConfiguration>())));
        services.AddSingleton(provider => new HttpMessageInvoker(provider.GetRequiredService<HttpMessageHandler>(), disposeHandler: false));
        services.AddSingleton<VendorHttp>();
        services.AddSingleton(provider => new TargetSystemServices(
            provider.GetRequiredService<VendorHttp>(),
            provider.GetRequiredService<RegisteringSecretSource>(),
            provider.GetRequiredService<Timing>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<Func<double>>())
        {
            Redactor = provider.GetRequiredService<SecretRedactor>(),
            Shared = provider.GetRequiredService<ConfiguredTable>().Shared,
        });
        services.AddSingleton(CreateSystems);

        services.AddSingleton(CreateUpdater);
        services.AddSingleton<BulkUpdater>();
        services.AddSingleton<RecordReader>();
        services.AddSingleton<ActionRunner>();
        services.AddSingleton(provider => new ApiKeys(
            provider.GetRequiredService<ConnectorSettings>(),
            provider.GetRequiredService<RegisteringSecretSource>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ApiKeys>>()));
        services.AddSingleton<CallerLimits>();
        services.AddSingleton<MessageOrder>();
        services.AddSingleton(provider => new WaitingUpdates(
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping));
        services.AddSingleton(provider => new MessageHandler(
            provider.GetRequiredService<ActionRunner>(),
            provider.GetRequiredService<Updater>(),
            provider.GetRequiredService<MessageOrder>(),
            provider.GetRequiredService<WaitingUpdates>(),
            CoordinationServices.ClaimsOf(provider),
            provider.GetRequiredService<ConnectorSettings>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new MessageProcessor(
            provider.GetRequiredService<MessageHandler>(), provider.GetRequiredService<ConfiguredQueues>(), provider.GetRequiredService<ILogger<MessageProcessor>>()));
        services.AddSingleton(CreateQueues);
        services.AddCoordination();
        services.AddSingleton(provider => new CallerCheck(
            provider.GetRequiredService<ApiKeys>(),
            provider.GetRequiredService<ConnectorSettings>().Entra is { } entra ? new EntraTokens(entra, provider.GetRequiredService<ILoggerFactory>()) : null,
            provider.GetRequiredService<CallerLimits>(),
            provider.GetRequiredService<Timing>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<Admission>();
        services.AddAgents();
        services.AddSingleton(provider => new HttpRoutes(provider, HealthOf(provider)));
        services.AddSingleton(provider => new RequestHandler(
            provider.GetRequiredService<HttpRoutes>(),
            provider.GetRequiredService<CallerCheck>(),
            provider.GetRequiredService<Admission>(),
            provider.GetRequiredService<ActionRunner>(),
            provider.GetRequiredService<AgentEndpoint>(),
            provider.GetRequiredService<SecretRedactor>(),
            provider.GetRequiredService<Timing>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<RequestHandler>>()));

        // A request that is not admitted leaves little of its body in the server's buffer, which may hold 1 MB of each connection by default.
        services.Configure<KestrelServerOptions>(server => server.Limits.MaxRequestBufferSize = ServersBuffer);

        // A stop waits for requests in progress, even where the vendor is slow.
        services.AddOptions<HostOptions>().Configure<Timing>((host, timing) => host.ShutdownTimeout = timing.Request + TimeSpan.FromSeconds(15));
    }

    private static IReadOnlyList<IHealthState> HealthOf(IServiceProvider provider) =>
    [
        .. new object?[] { provider.GetRequiredService<ISecretSource>(), provider.GetRequiredService<WaitingUpdates>(), provider.GetRequiredService<CoordinationHealth>() }
            .Concat(provider.GetRequiredService<ConfiguredQueues>().Queues?.All.Select(queue => queue.Health) ?? [])
            .OfType<IHealthState>(),
    ];

    private static ISecretSource CreateSecrets(IServiceProvider provider) => provider.GetRequiredService<ConnectorSettings>().KeyVault is { } settings
        ? CreateVault(provider, settings)
        : new SettingsSecretSource(provider.GetRequiredService<IConfiguration>());

    // A method of its own, because the runtime loads the Azure types of a method when the method starts.
    private static KeyVaultSecretSource CreateVault(IServiceProvider provider, KeyVaultSettings settings)
    {
        var time = provider.GetRequiredService<TimeProvider>();
        var vault = new VaultClient(
            settings.Uri,
            provider.GetRequiredService<AzureCredentials>().Of(settings.Identity),
            TransportOf(provider),
            time);
        return new KeyVaultSecretSource(
            settings, vault, time, provider.GetRequiredService<Func<double>>(), provider.GetRequiredService<ILogger<KeyVaultSecretSource>>());
    }

    private static Updater CreateUpdater(IServiceProvider provider) => new(
        provider.GetRequiredService<TargetSystems>(),
        provider.GetRequiredService<Timing>(),
        provider.GetRequiredService<TimeProvider>(),
        CoordinationServices.LeasesOf(provider));

    private static ConfiguredQueues CreateQueues(IServiceProvider provider) =>
        new(provider.GetRequiredService<ConnectorSettings>().Queue is { } settings ? CreateQueues(provider, settings) : null);

    private static UpdateQueues CreateQueues(IServiceProvider provider, QueueSettings queue)
    {
        foreach (var secret in queue.Connection?.Secrets ?? [])
        {
            provider.GetRequiredService<SecretRedactor>().Register("Queue:Connection", secret);
        }

        return UpdateQueues.Of(queue, provider.GetRequiredService<AzureCredentials>(), TransportOf(provider));
    }

    // The whole process shares the transport. It is created lazily, because it loads Azure types.
    internal static HttpPipelineTransport TransportOf(IServiceProvider provider) =>
        provider.GetService<HttpPipelineTransport>() ?? HttpClientTransport.Shared;

    private static TargetSystems CreateSystems(IServiceProvider provider)
    {
        var kinds = provider.GetRequiredService<IReadOnlyList<TargetSystemKind>>();
        var shared = provider.GetRequiredService<TargetSystemServices>();
        return new TargetSystems(
            provider.GetRequiredService<ConnectorSettings>().Systems,
            settings => kinds.Single(kind => kind.Name == settings.Kind).Create(settings, shared with { Http = shared.Http.Of(settings.Name) }));
    }
}
