using FunctionsConnector.Actions;
using FunctionsConnector.Core.Secrets;
using FunctionsConnector.Rendering;
using FunctionsConnector.Secrets;

namespace FunctionsConnector.Http;

/// <summary>The routes that need no key. They are asked often, so they ask nobody else and leave no line in the log.</summary>
internal static class PublicRoutes
{
    private const string Name = "FunctionsConnector";

    public static void Map(WebApplication app)
    {
        // The Functions host asks this every 25 ms until the process answers, and again for health.
        Map(app, "/", "running");
        Map(app, "/health/live", "live");

        var secrets = app.Services.GetRequiredService<ISecretSource>() as IMayBeInTrouble;
        Map(app, "/health/ready", _ => Ready(secrets?.Trouble));

        // Platforms import it before anybody has a key to give them.
        Map(app, "/api/swagger.json", ServedDefinition.For);
    }

    /// <summary>
    /// The settings were checked before the first request could come. Trouble is told and is still 200: the vault is asked when there
    /// is work, so a process that got none because it is not ready would never be ready again.
    /// </summary>
    private static ActionReply Ready(string? trouble) => Of(new StatusReply(Name, trouble is null ? "ready" : "degraded") { Detail = trouble });

    private static ActionReply Of(StatusReply status) => ActionReply.Ok(status, ReplyJson.Default.StatusReply);

    private static void Map(WebApplication app, string path, string status)
    {
        var reply = Of(new StatusReply(Name, status));
        Map(app, path, _ => reply);
    }

    private static void Map(WebApplication app, string path, Func<HttpRequest, ActionReply> reply) =>
        app.MapMethods(path, [HttpMethods.Get], (RequestDelegate)(context => ReplyWriter.WriteAsync(context, reply(context.Request))))
            .WithMetadata(new PublicRoute());
}
