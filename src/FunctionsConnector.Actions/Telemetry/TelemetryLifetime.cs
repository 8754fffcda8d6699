using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace FunctionsConnector.Actions.Telemetry;

/// <summary>Starts the providers with the process and flushes them when it stops, within a time limit.</summary>
/// <param name="traces">The traces. Resolving a provider starts it.</param>
/// <param name="metrics">The metrics.</param>
/// <param name="logs">The log.</param>
internal sealed class TelemetryLifetime(TracerProvider traces, MeterProvider metrics, LoggerProvider logs) : IHostedService
{
    /// <summary>A collector that does not answer must not keep the process from ending.</summary>
    private const int LongestDrainMilliseconds = 5_000;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(
        Task.Run(() => traces.Shutdown(LongestDrainMilliseconds), CancellationToken.None),
        Task.Run(() => metrics.Shutdown(LongestDrainMilliseconds), CancellationToken.None),
        Task.Run(() => logs.Shutdown(LongestDrainMilliseconds), CancellationToken.None));
}
