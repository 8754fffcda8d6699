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
/// Exports spans, metrics and the log over OTLP to the standard variable <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>. Without it the SDK is not
/// loaded. The SDK reads the other <c>OTEL_…</c> variables itself.
/// </summary>
internal static class OtlpExport
{
    public static bool IsConfigured(IConfiguration configuration) =>
        !string.IsNullOrWhiteSpace(configuration[OtlpSettings.Endpoint])
        && !string.Equals(configuration["OTEL_SDK_DISABLED"], "true", StringComparison.OrdinalIgnoreCase);

    /// <exception cref="Settings.BadSettingsException">A setting is invalid, and the SDK would silently use its default.</exception>
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
        // ASP.NET Core 10 adds attributes to its spans only with this switch. No outside setting may make HttpClient record query strings.
        AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", false);
        AppContext.SetSwitch("System.Net.Http.DisableUriRedaction", false);

        new Builder(services)
            .ConfigureResource(resource => resource
                .AddService("functions-connector", serviceVersion: typeof(OtlpExport).Assembly.GetName().Version?.ToString(3))
                .AddEnvironmentVariableDetector())
            .WithTracing(tracing => tracing
                .AddSource(TelemetryNames.Source, TelemetryFilter.Server, TelemetryFilter.Client)
                .AddProcessor(new TelemetryFilter())
                .AddProcessor(provider => new SpanRedaction(provider.GetRequiredService<SecretRedactor>())))
            .WithMetrics(metrics => metrics.AddMeter(TelemetryNames.Source, "Microsoft.AspNetCore.Hosting", "System.Runtime"))
            .WithLogging(
                logging => logging.AddProcessor(provider => new LogCorrelation(provider.GetRequiredService<SecretRedactor>())),
                options => options.IncludeFormattedMessage = true)
            .UseOtlpExporter();

        // First to start, so last to stop: it also exports what other services record while they stop.
        services.Insert(0, ServiceDescriptor.Singleton<IHostedService, TelemetryLifetime>());
    }

    private sealed class Builder(IServiceCollection services) : IOpenTelemetryBuilder
    {
        public IServiceCollection Services => services;
    }
}
