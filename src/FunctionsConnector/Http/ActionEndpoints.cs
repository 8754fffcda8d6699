using System.Collections.ObjectModel;
using FunctionsConnector.Actions;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Security;
using Microsoft.AspNetCore.Http.Features;

namespace FunctionsConnector.Http;

/// <summary>Offers the actions of the route table over HTTP.</summary>
internal static class ActionEndpoints
{
    public static void Map(WebApplication app)
    {
        var endpoint = new Endpoint(
            app.Services.GetRequiredService<ActionRunner>(), app.Services.GetRequiredService<Timing>(), app.Services.GetRequiredService<TimeProvider>());
        foreach (var (route, action) in app.Services.GetRequiredService<OfferedActions>().All)
        {
            app.MapMethods(route.Template, [route.Method], (RequestDelegate)(context => endpoint.RunAsync(context, route, action)));
        }
    }

    private static ActionRequest Request(HttpContext context, ReadOnlyMemory<byte> body = default) =>
        new(context.Features.GetRequiredFeature<Caller>(), context.TraceIdentifier)
        {
            System = RouteValue(context, "system"),
            RecordType = RouteValue(context, "recordType"),
            RecordId = RouteValue(context, "recordId"),
            Query = Query(context.Request),
            ContentType = context.Request.ContentType,
            Body = body,
            Waited = context.Features.Get<KeyWait>()?.Time ?? TimeSpan.Zero,
            Correlation = CorrelationHeaders.Of(context),
        };

    private static IReadOnlyDictionary<string, string> Query(HttpRequest request) => request.QueryString.HasValue
        ? request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.OrdinalIgnoreCase)
        : ReadOnlyDictionary<string, string>.Empty;

    private static string? RouteValue(HttpContext context, string name) => context.Request.RouteValues[name] as string;

    private sealed class Endpoint(ActionRunner runner, Timing timing, TimeProvider time)
    {
        public async Task RunAsync(HttpContext context, ActionRoute route, Lazy<IAction> action)
        {
            byte[]? body = null;
            if (route.HasBody && !(await RequestBody.ReadAsync(context, timing.Body, time)).Succeeded(out body, out var unread))
            {
                await ReplyWriter.WriteAsync(context, runner.Refuse(route, Request(context), unread));
                return;
            }

            await ReplyWriter.WriteAsync(context, await runner.RunAsync(route, action.Value, Request(context, body), context.RequestAborted));
        }
    }
}
