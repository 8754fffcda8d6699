using FunctionsConnector.Actions.Operations;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionsConnector.EndToEnd.Tests.Definition;

/// <summary>P1: the definition and the process have the same operations.</summary>
public class RouteRowTests
{
    [Fact]
    public async Task P1_Every_operation_is_served_and_every_route_is_an_operation()
    {
        await using var world = await QueueingWorld.StartAsync();
        var operations = (await SwaggerClient.ImportAsync(world)).Swagger.Operations;

        var defined = operations.Select(operation => $"{operation.Id}: {operation.Method} {operation.Route}").ToList();
        var routes = ActionRoutes.All.Select(route => $"{route.OperationId}: {route.Method} /{route.Template}").ToList();
        routes.Except(defined).ShouldBeEmpty("a route is no operation of the definition");
        defined.Except(routes).ShouldBeEmpty("an operation of the definition has no route");
        Served(world).Except(ActionRoutes.All.Select(route => $"{route.Method} /{route.Template}")).ShouldBeEmpty("a route is in no table");
    }

    [Fact]
    public async Task P1_Operations_for_designers_are_internal_in_both()
    {
        await using var world = await QueueingWorld.StartAsync();
        var swagger = (await SwaggerClient.ImportAsync(world)).Swagger;

        foreach (var route in ActionRoutes.All)
        {
            swagger.Find(route.OperationId)?.IsInternal.ShouldBe(route.Visibility == ActionVisibility.Internal, route.OperationId);
        }
    }

    /// <summary>The routes of the running process below /api, without the definition itself.</summary>
    private static IEnumerable<string> Served(World world) => world.Services.GetRequiredService<EndpointDataSource>().Endpoints
        .OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal) && endpoint.RoutePattern.RawText != "/api/swagger.json")
        .SelectMany(endpoint => endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods.Select(method => $"{method} {endpoint.RoutePattern.RawText}"));
}
