using FunctionsConnector.Sandbox.Identity;

[assembly: AssemblyFixture(typeof(FunctionsConnector.EndToEnd.Tests.Testing.AppIdentity))]

namespace FunctionsConnector.EndToEnd.Tests.Testing;

/// <summary>
/// The managed identity of the test process, in the environment variables of App Service. All tests share one, because Azure's client
/// library reads the variables once and caches the tokens per process.
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
