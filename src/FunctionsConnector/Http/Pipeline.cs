using FunctionsConnector.Queue.Functions;
using FunctionsConnector.Telemetry;

namespace FunctionsConnector.Http;

/// <summary>The way of a request through the web server.</summary>
internal static class Pipeline
{
    public static WebApplication UseConnector(this WebApplication app)
    {
        var isUnderFunctions = Listening.IsUnderFunctions(app.Configuration);
        if (OtlpExport.IsConfigured(app.Configuration))
        {
            app.UseMiddleware<ServerSpan>();
        }

        app.UseMiddleware<RequestIds>();
        app.UseMiddleware<FailureBoundary>();

        // Routing only looks the endpoint up; the key is checked before it, or the lack of one, is answered.
        app.UseRouting();
        if (isUnderFunctions)
        {
            app.UseMiddleware<HostRoutes>();
        }

        app.UseMiddleware<KeyCheck>();
        app.UseMiddleware<RouteFailures>();
        PublicRoutes.Map(app);
        ActionEndpoints.Map(app);
        if (isUnderFunctions)
        {
            UpdateFromQueueEndpoint.Map(app);
        }

        return app;
    }
}
