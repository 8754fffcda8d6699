using FunctionsConnector.Actions.Logs;

namespace FunctionsConnector.Actions.Coordination;

/// <summary>Deletes expired rows of the shared table from time to time: those that an instance left behind when it was killed.</summary>
internal sealed class CoordinationSweep(ConfiguredTable configured, TimeProvider time, Func<double> random, ILogger<CoordinationSweep> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (configured.Table is { } table)
        {
            try
            {
                // The instances do not sweep at the same time.
                await Task.Delay(Pause * (0.5 + random()), time, stoppingToken);
                if (table.Clock.IsKnown && await table.SweepAsync(table.Clock.Earliest, stoppingToken) is { Failure: { } failure })
                {
                    logger.CannotSweep(failure.Message);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }
}
