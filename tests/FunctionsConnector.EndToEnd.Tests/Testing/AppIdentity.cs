using FunctionsConnector.Sandbox.Identity;

[assembly: AssemblyFixture(typeof(FunctionsConnector.EndToEnd.Tests.Testing.AppIdentity))]

namespace FunctionsConnector.EndToEnd.Tests.Testing;

/// <summary>
/// The managed identity of the process that runs the tests, as App Service tells it by environment variables. There is one for all,
/// because Azure's client library looks for it once and keeps its tokens for the whole process.
/// </summary>
public sealed class AppIdentity : IAsyncLifetime
{
    private SandboxServer? _server;

    public IdentitySandbox Sandbox => _server!.Identity;

    public async ValueTask InitializeAsync()
    {
        _server = await SandboxServer.StartAsync(new SandboxOptions(), TestContext.Current.CancellationToken);
        Environment.SetEnvironmentVariable("IDENTITY_ENDPOINT", Sandbox.ManagedEndpoint.ToString());
        Environment.SetEnvironmentVariable("IDENTITY_HEADER", Sandbox.Header);
    }

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
