using FunctionsConnector.Actions;
using FunctionsConnector.Rendering;

namespace FunctionsConnector.Http;

/// <summary>The routes that need no key. They are asked often, so they ask nobody else and leave no line in the log.</summary>
internal static class PublicRoutes
{
    public static void Map(WebApplication app)
    {
        // The Functions host asks this every 25 ms until the process answers, and again for health.
        Map(app, "/", "running");
        Map(app, "/health/live", "live");

        // The settings were checked before the first request could come.
        Map(app, "/health/ready", "ready");

        // Platforms import it before anybody has a key to give them.
        Map(app, "/api/swagger.json", ServedDefinition.For);
    }

    private static void Map(WebApplication app, string path, string status)
    {
        var reply = ActionReply.Ok(new StatusReply("FunctionsConnector", status), ReplyJson.Text.StatusReply);
        Map(app, path, _ => reply);
    }

    private static void Map(WebApplication app, string path, Func<HttpRequest, ActionReply> reply) =>
        app.MapMethods(path, [HttpMethods.Get], (RequestDelegate)(context => ReplyWriter.WriteAsync(context, reply(context.Request))))
            .WithMetadata(new PublicRoute());
}
