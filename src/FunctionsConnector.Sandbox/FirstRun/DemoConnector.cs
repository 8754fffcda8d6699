using Azure.Core.Pipeline;
using FunctionsConnector.Sandbox.Server;
using FunctionsConnector.Server;

namespace FunctionsConnector.Sandbox.FirstRun;

/// <summary>The real connector with settings for the sandbox, and trust in the sandbox's certificate.</summary>
internal static class DemoConnector
{
    /// <param name="args">Further settings.</param>
    /// <param name="sandbox">The vendors and the vault.</param>
    /// <param name="trusting">Trusts the sandbox's certificate.</param>
    /// <param name="queue">The connection string of the queue; null for none.</param>
    public static WebApplication Create(string[] args, SandboxServer sandbox, HttpPipelineTransport trusting, string? queue)
    {
        // App Service sets these variables for an app with a managed identity.
        Environment.SetEnvironmentVariable("IDENTITY_ENDPOINT", sandbox.Identity.ManagedEndpoint.ToString());
        Environment.SetEnvironmentVariable("IDENTITY_HEADER", sandbox.Identity.Header);
        return ConnectorApplication.Create(
            args,
            builder =>
            {
                builder.Configuration.AddInMemoryCollection(Settings(sandbox, queue));
                builder.Services.AddSingleton(trusting);
                // Log lines would interrupt the demo's output.
                builder.Logging.AddFilter("FunctionsConnector", LogLevel.Error).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Error);
            });
    }

    private static Dictionary<string, string?> Settings(SandboxServer sandbox, string? queue) => new()
    {
        ["KeyVault:Uri"] = sandbox.KeyVault.Url.ToString(),
        ["KeyVault:Credential"] = "ManagedIdentity",
        ["Systems:autotask:Kind"] = "Autotask",
        ["Systems:autotask:DisplayName"] = "Autotask",
        ["Systems:autotask:DiscoveryUrl"] = sandbox.Autotask.DiscoveryUrl.ToString(),
        ["Systems:autotask:Secrets:UserName"] = "autotask-user-name",
        ["Systems:autotask:Secrets:Secret"] = "autotask-secret",
        ["Systems:autotask:Secrets:IntegrationCode"] = "autotask-integration-code",
        ["Systems:teamdynamix:Kind"] = "TeamDynamix",
        ["Systems:teamdynamix:DisplayName"] = "TeamDynamix",
        ["Systems:teamdynamix:BaseUrl"] = sandbox.TeamDynamix.BaseUrl.ToString(),
        ["Systems:teamdynamix:Secrets:BeId"] = "teamdynamix-beid",
        ["Systems:teamdynamix:Secrets:WebServicesKey"] = "teamdynamix-web-services-key",
        ["Queue:Connection"] = queue,
        ["Connector:ApiKeys:0:Name"] = "first run",
        ["Connector:ApiKeys:0:Secret"] = "connector-key",
        ["Connector:ApiKeys:0:Systems:0"] = "*",
    };
}
