using FunctionsConnector.Sandbox.Server;

namespace FunctionsConnector.Sandbox.FirstRun;

/// <summary>The real connector, set up for the sandbox by nothing but settings.</summary>
internal static class DemonstrationConnector
{
    /// <summary>The key of the demonstration; it opens nothing but the sandbox.</summary>
    public const string ApiKey = "try-me";

    public static WebApplication Create(string[] args, SandboxServer sandbox) => ConnectorApplication.Create(
        args,
        builder =>
        {
            builder.Configuration.AddInMemoryCollection(Settings(sandbox));
            // The tour is what is to be read here; the log's lines would stand between its own.
            builder.Logging.AddFilter("FunctionsConnector", LogLevel.Error).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Error);
        });

    private static Dictionary<string, string?> Settings(SandboxServer sandbox) => new()
    {
        ["Systems:autotask:Kind"] = "Autotask",
        ["Systems:autotask:DisplayName"] = "Autotask (sandbox)",
        ["Systems:autotask:DiscoveryUrl"] = sandbox.Autotask.DiscoveryUrl.ToString(),
        ["Systems:autotask:Secrets:UserName"] = "autotask-user-name",
        ["Systems:autotask:Secrets:Secret"] = "autotask-secret",
        ["Systems:autotask:Secrets:IntegrationCode"] = "autotask-integration-code",
        ["Secrets:autotask-user-name"] = sandbox.Autotask.UserName,
        ["Secrets:autotask-secret"] = sandbox.Autotask.Secret,
        ["Secrets:autotask-integration-code"] = sandbox.Autotask.IntegrationCode,
        ["Systems:teamdynamix:Kind"] = "TeamDynamix",
        ["Systems:teamdynamix:DisplayName"] = "TeamDynamix (sandbox)",
        ["Systems:teamdynamix:BaseUrl"] = sandbox.TeamDynamix.BaseUrl.ToString(),
        ["Systems:teamdynamix:Secrets:BeId"] = "teamdynamix-beid",
        ["Systems:teamdynamix:Secrets:WebServicesKey"] = "teamdynamix-web-services-key",
        ["Secrets:teamdynamix-beid"] = sandbox.TeamDynamix.BeId,
        ["Secrets:teamdynamix-web-services-key"] = sandbox.TeamDynamix.WebServicesKey,
        ["Connector:ApiKeys:0:Name"] = "first run",
        ["Connector:ApiKeys:0:Secret"] = "connector-key",
        ["Connector:ApiKeys:0:Systems:0"] = "*",
        ["Secrets:connector-key"] = ApiKey,
    };
}
