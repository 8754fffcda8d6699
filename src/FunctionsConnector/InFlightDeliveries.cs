using Microsoft.Extensions.Hosting;

namespace FunctionsConnector;

/// <summary>
/// Keeps the worker alive until the deliveries in progress have ended. The worker's own shutdown waits for HTTP requests, but not for a
/// running queue function (observed with Microsoft.Azure.Functions.Worker 2.52.0).
/// </summary>
public sealed class InFlightDeliveries : IHostedService
{
    private readonly Lock _lock = new();
    private readonly HashSet<Task> _deliveries = [];

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Waits for the deliveries, within the host's shutdown timeout.</summary>
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
