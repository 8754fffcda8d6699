namespace FunctionsConnector.Sandbox.Server;

/// <summary>
/// Leaves signals alone. The usual lifetime would catch Ctrl+C and SIGTERM for the sandbox only, and keep the test or benchmark
/// process around it from ending.
/// </summary>
internal sealed class EmbeddedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
