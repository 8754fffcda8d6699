using Microsoft.Extensions.Hosting;

namespace FunctionsConnector;

/// <summary>
/// Keeps the worker alive until the deliveries under way have ended. The worker's own shutdown waits for HTTP requests, but ends at once
/// while a queue function runs (seen of Microsoft.Azure.Functions.Worker 2.52.0).
/// </summary>
public sealed class DeliveriesUnderWay : IHostedService
{
    private readonly Lock _lock = new();
    private readonly HashSet<Task> _deliveries = [];

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Waits for the deliveries, for as long as the host of the process lets it.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.WhenAll(_deliveries).WaitAsync(cancellationToken);
        }
    }

    internal async Task<T> AddAsync<T>(Task<T> delivery)
    {
        lock (_lock)
        {
            _deliveries.Add(delivery);
        }

        try
        {
            return await delivery;
        }
        finally
        {
            lock (_lock)
            {
                _deliveries.Remove(delivery);
            }
        }
    }
}
