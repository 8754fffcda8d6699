using FunctionsConnector.Actions.Operations;
using FunctionsConnector.Actions.Rendering;
using FunctionsConnector.Actions.Settings;
using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Actions.Http;

/// <summary>
/// All HTTP routes: the operations, the endpoint for agents, and the public routes, which need no key. Probes call the public ones often, so those call no other
/// service and write no log line.
/// </summary>
public sealed class HttpRoutes
{
    internal HttpRoutes(IServiceProvider services, IReadOnlyList<IHealthState> parts)
    {
        // Made by the first request for it, so that the start does not parse the file.
        var definition = new Lazy<ServedDefinition>(() => new ServedDefinition(services.GetRequiredService<ConnectorSettings>().Contact));
        var (running, live) = (StatusOf("running"), StatusOf("live"));
        All =
        [
            .. ActionRoutes.All.Select(route => OfOperation(route, services)),
            Public("GetStatus", RouteTemplates.Status, _ => running),
            Public("GetLive", RouteTemplates.Live, _ => live),
            Public("GetReady", RouteTemplates.Ready, _ => Ready(parts)),

            // Platforms import it before they have a key.
            Public("GetDefinition", RouteTemplates.Definition, request => definition.Value.For(request)),
            new HttpRoute("Agents", HttpMethods.Post, RouteTemplates.Agents) { IsForAgents = true },
        ];
    }

    public IReadOnlyList<HttpRoute> All { get; }

    /// <summary>The public route of a path and a method, or a failure, with the methods that the path allows.</summary>
    internal (HttpRoute? Route, Failure? Failure, string? Allow) Find(string method, PathString path)
    {
        var routes = All.Where(route => route.Matches(path.Value)).ToList();
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

    private static HttpRoute OfOperation(ActionRoute route, IServiceProvider services) =>
        new(route.OperationId, route.Method, route.Template) { Operation = route, Action = new Lazy<IAction>(() => route.Create(services)) };

    private static HttpRoute Public(string name, string template, Func<HttpRequest, ActionReply> reply) =>
        new(name, HttpMethods.Get, template) { Public = reply };

    /// <summary>
    /// The start checks the settings. A degraded state is still 200: only work makes the process ask the vault, so a process that is
    /// not ready would get no work and never become ready.
    /// </summary>
    private static ActionReply Ready(IReadOnlyList<IHealthState> parts)
    {
        var degraded = parts.Select(part => part.Degradation).OfType<string>().Distinct().ToList();
        return ActionReply.Ok(
            new StatusReply(ProductName.Text, degraded.Count == 0 ? "ready" : "degraded") { Detail = degraded.Count == 0 ? null : string.Join(' ', degraded) },
            ReplyJson.Default.StatusReply);
    }

    private static ActionReply StatusOf(string status) => ActionReply.Ok(new StatusReply(ProductName.Text, status), ReplyJson.Default.StatusReply);
}
