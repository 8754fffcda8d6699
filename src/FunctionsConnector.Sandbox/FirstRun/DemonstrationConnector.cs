using FunctionsConnector.Server;
using Azure.Core.Pipeline;
using FunctionsConnector.Sandbox.KeyVault;
using FunctionsConnector.Sandbox.Server;

namespace FunctionsConnector.Sandbox.FirstRun;

/// <summary>The real connector, set up for the sandbox by nothing but settings, save that it trusts the sandbox's certificate.</summary>
internal static class DemonstrationConnector
{
    public const string ApiKey = SeededSecrets.ConnectorKey;

    public static WebApplication Create(string[] args, SandboxServer sandbox, HttpPipelineTransport trusting)
    {
        // As App Service tells an app of its managed identity.
        Environment.SetEnvironmentVariable("IDENTITY_ENDPOINT", sandbox.Identity.ManagedEndpoint.ToString());
        Environment.SetEnvironmentVariable("IDENTITY_HEADER", sandbox.Identity.Header);
        return ConnectorApplication.Create(
            args,
            builder =>
            {
                builder.Configuration.AddInMemoryCollection(Settings(sandbox));
                builder.Services.AddSingleton(trusting);
                // The tour is what is to be read here; the log's lines would stand between its own.
                builder.Logging.AddFilter("FunctionsConnector", LogLevel.Error).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Error);
            });
    }

    private static Dictionary<string, string?> Settings(SandboxServer sandbox) => new()
    {
        ["KeyVault:Uri"] = sandbox.KeyVault.Url.ToString(),
        ["KeyVault:Credential"] = "ManagedIdentity",
        ["Systems:autotask:Kind"] = "Autotask",
        ["Systems:autotask:DisplayName"] = "Autotask (sandbox)",
        ["Systems:autotask:DiscoveryUrl"] = sandbox.Autotask.DiscoveryUrl.ToString(),
        ["Systems:autotask:Secrets:UserName"] = "autotask-user-name",
        ["Systems:autotask:Secrets:Secret"] = "autotask-secret",
        ["Systems:autotask:Secrets:IntegrationCode"] = "autotask-integration-code",
        ["Systems:teamdynamix:Kind"] = "TeamDynamix",
        ["Systems:teamdynamix:DisplayName"] = "TeamDynamix (sandbox)",
        ["Systems:teamdynamix:BaseUrl"] = sandbox.TeamDynamix.BaseUrl.ToString(),
        ["Systems:teamdynamix:Secrets:BeId"] = "teamdynamix-beid",
        ["Systems:teamdynamix:Secrets:WebServicesKey"] = "teamdynamix-web-services-key",
        ["Connector:ApiKeys:0:Name"] = "first run",
        ["Connector:ApiKeys:0:Secret"] = "connector-key",
        ["Connector:ApiKeys:0:Systems:0"] = "*",
    };
}
