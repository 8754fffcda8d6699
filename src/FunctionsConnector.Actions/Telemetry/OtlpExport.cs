using System.Runtime.CompilerServices;
using FunctionsConnector.Core.Secrets;
using FunctionsConnector.Core.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace FunctionsConnector.Actions.Telemetry;

/// <summary>
/// Sends spans, metrics and the log over OTLP, where the standard variable <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says where to. Without
/// it nothing of this is even loaded. The SDK reads the other <c>OTEL_…</c> variables itself.
/// </summary>
internal static class OtlpExport
{
    public static bool IsConfigured(IConfiguration configuration) =>
        !string.IsNullOrWhiteSpace(configuration[OtlpSettings.Endpoint])
        && !string.Equals(configuration["OTEL_SDK_DISABLED"], "true", StringComparison.OrdinalIgnoreCase);

    /// <exception cref="Settings.BadSettingsException">The SDK would silently send elsewhere than it was told to.</exception>
    public static void AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        OtlpSettings.Check(configuration);
        if (IsConfigured(configuration))
        {
            Add(services);
        }
    }

    // Not inlined, so that the SDK is loaded only where it is used.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Add(IServiceCollection services)
    {
        // ASP.NET Core 10 describes its spans only when told to, and nothing from outside may let HttpClient tell queries.
        AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", false);
        AppContext.SetSwitch("System.Net.Http.DisableUriRedaction", false);

        new Builder(services)
            .ConfigureResource(resource => resource
                .AddService("functions-connector", serviceVersion: typeof(OtlpExport).Assembly.GetName().Version?.ToString(3))
                .AddEnvironmentVariableDetector())
            .WithTracing(tracing => tracing
                .AddSource(TelemetryNames.Source, WorthTelling.Server, WorthTelling.Client)
                .AddProcessor(new WorthTelling())
                .AddProcessor(provider => new HiddenSecrets(provider.GetRequiredService<SecretRedactor>())))
            .WithMetrics(metrics => metrics.AddMeter(TelemetryNames.Source, "Microsoft.AspNetCore.Hosting", "System.Runtime"))
            .WithLogging(
                logging => logging.AddProcessor(provider => new RequestOfLog(provider.GetRequiredService<SecretRedactor>())),
                options => options.IncludeFormattedMessage = true)
            .UseOtlpExporter();

        // First to start, and so the last to stop: what others tell while they end is sent, too.
        services.Insert(0, ServiceDescriptor.Singleton<IHostedService, TelemetryLifetime>());
    }

    private sealed class Builder(IServiceCollection services) : IOpenTelemetryBuilder
    {
        public IServiceCollection Services => services;
    }
}
