namespace FunctionsConnector.Sandbox.Server;

/// <summary>
/// Ignores signals. The default lifetime handles Ctrl+C and SIGTERM for the sandbox only, so that the surrounding test or benchmark
/// process would not end.
/// </summary>
internal sealed class EmbeddedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
