using FunctionsConnector.Actions;

namespace FunctionsConnector;

/// <summary>
/// Does beside the start of the server what the first request would have to wait for: the Functions host sends it as soon as the
/// server answers. It asks nobody anything; catalogs and credentials are fetched at the first need. If it breaks, the process ends as
/// it does when any other part of it breaks.
/// </summary>
internal sealed class HeadStart(OfferedActions actions) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(
        () =>
        {
            foreach (var offered in actions.All)
            {
                _ = offered.Action.Value;
            }
        },
        stoppingToken);
}
