using FunctionsConnector.Actions.Operations;
using FunctionsConnector.Actions.Rendering;
using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Actions.Http;

/// <summary>
/// Everything that is served over HTTP: the operations, and the routes that need no key. Those are asked often, so they ask nobody else
/// and leave no line in the log.
/// </summary>
public sealed class HttpRoutes
{
    private const string Product = "FunctionsConnector";

    internal HttpRoutes(OfferedActions operations, IReadOnlyList<IHealthState> parts)
    {
        var (running, live) = (StatusOf("running"), StatusOf("live"));
        All =
        [
            .. operations.All.Select(operation => new HttpRoute(operation.Route.OperationId, operation.Route.Method, operation.Route.Template) { Operation = operation }),
            Public("GetStatus", RouteTemplates.Status, _ => running),
            Public("GetLive", RouteTemplates.Live, _ => live),
            Public("GetReady", RouteTemplates.Ready, _ => Ready(parts)),

            // Platforms import it before anybody has a key to give them.
            Public("GetDefinition", RouteTemplates.Definition, ServedDefinition.For),
        ];
    }

    public IReadOnlyList<HttpRoute> All { get; }

    /// <summary>The public route of a path and a method, or the failure to answer where there is none, with the methods that the path takes.</summary>
    internal (HttpRoute? Route, Failure? Failure, string? Allow) Find(string method, PathString path)
    {
        var routes = All.Where(route => route.Takes(path.Value)).ToList();
        var route = routes.Find(route => route.Method == method);
        if (route is { Public: not null })
        {
            return (route, null, null);
        }

        // An operation's request comes here only where the Functions host and the worker read its path differently.
        return routes.Count == 0 || route is not null
            ? (null, new Failure(FailureCode.RouteNotFound, $"There is no route {Presentation.Quote(path.Value!)}."), null)
            : (null, NotAllowed(method, out var allow, routes), allow);
    }

    private static Failure NotAllowed(string method, out string allow, IEnumerable<HttpRoute> routes)
    {
        allow = string.Join(", ", routes.Select(route => route.Method));
        return new Failure(FailureCode.MethodNotAllowed, $"This route does not take {method}. It takes {allow}.");
    }

    private static HttpRoute Public(string name, string template, Func<HttpRequest, ActionReply> reply) =>
        new(name, HttpMethods.Get, template) { Public = reply };

    /// <summary>
    /// The settings were checked before the first request could come. A degraded state is still 200: the vault is asked when there is
    /// work, so a process that got none because it is not ready would never be ready again.
    /// </summary>
    private static ActionReply Ready(IReadOnlyList<IHealthState> parts)
    {
        var degraded = parts.Select(part => part.Degradation).OfType<string>().ToList();
        return ActionReply.Ok(
            new StatusReply(Product, degraded.Count == 0 ? "ready" : "degraded") { Detail = degraded.Count == 0 ? null : string.Join(' ', degraded) },
            ReplyJson.Default.StatusReply);
    }

    private static ActionReply StatusOf(string status) => ActionReply.Ok(new StatusReply(Product, status), ReplyJson.Default.StatusReply);
}
