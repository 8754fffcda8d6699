namespace FunctionsConnector.EndToEnd.Tests.Homes;

/// <summary>One running connector of each home, for requests that do not change its state.</summary>
public sealed class BothHomes(PublishedServer server, PublishedFunctionApp app) : IAsyncDisposable
{
    private readonly SemaphoreSlim _starting = new(1);
    private readonly Dictionary<string, World> _shared = [];

    public async ValueTask DisposeAsync()
    {
        foreach (var world in _shared.Values)
        {
            await world.DisposeAsync();
        }

        _starting.Dispose();
    }

    internal async Task<World> SharedAsync(string home, string queues)
    {
        await _starting.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            return _shared.TryGetValue(home, out var world) ? world : _shared[home] = await NewAsync(home, settings => (settings["Queue"], settings["Queue:Name"]) = (queues, QueueName(home)));
        }
        finally
        {
            _starting.Release();
        }
    }

    internal async Task<World> NewAsync(string home, Action<Dictionary<string, string?>>? change = null) =>
        await Home.StartAsync(home, await (home == Home.Server ? server.FolderAsync() : app.FolderAsync()), change);

    /// <summary>The native executable consumes all messages of its queue, and other tests use the default queue.</summary>
    private static string QueueName(string home) => home == Home.Server ? "updates-of-server" : "updates-of-function-app";
}
