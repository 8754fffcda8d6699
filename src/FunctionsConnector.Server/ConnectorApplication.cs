using FunctionsConnector.Actions;
using FunctionsConnector.Actions.Http;
using FunctionsConnector.Actions.Logs;
using FunctionsConnector.Actions.Settings;
using FunctionsConnector.Actions.Telemetry;
using FunctionsConnector.Server.Http;
using FunctionsConnector.Server.Logs.Lines;
using FunctionsConnector.Server.Page;
using FunctionsConnector.Server.Queue.Listening;

namespace FunctionsConnector.Server;

/// <summary>Creates the process for <c>Program</c>, for the tests and for the Sandbox.</summary>
public static class ConnectorApplication
{
    /// <summary>Creates the web application; start it with <c>StartAsync</c> or <c>RunAsync</c>.</summary>
    /// <param name="args">The command line, such as <c>--urls http://127.0.0.1:0</c>; any setting is allowed.</param>
    /// <param name="configure">
    /// Runs after the connector registers its services, so that services added here replace them: a
    /// <see cref="TimeProvider"/>, a <c>Timing</c>, an <see cref="HttpMessageHandler"/> for calls to vendors, an
    /// <c>HttpPipelineTransport</c> for those to Azure, an <c>ISecretSource</c>, a list of <c>TargetSystemKind</c>. Settings go to
    /// <c>Configuration</c>, a log provider to <c>Logging</c>.
    /// </param>
    /// <exception cref="BadSettingsException">A setting is invalid.</exception>
    public static WebApplication Create(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        // Settings are read once, so no file watcher is needed. Watchers are a scarce resource in containers.
        var builder = WebApplication.CreateSlimBuilder([.. args, "--hostBuilder:reloadConfigOnChange=false"]);
        builder.WebHost.ConfigureKestrel(options => options.AddServerHeader = false);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<ILoggerProvider>(_ => new JsonLines(TimeProvider.System, Console.OpenStandardOutput(), Console.OpenStandardError()));
        builder.Logging.AddRedaction();
        builder.Services.AddConnector();
        builder.Services.AddHostedService<QueueListener>();
        configure?.Invoke(builder);
        builder.UseLoopbackByDefault();
        builder.Services.AddTelemetry(builder.Configuration);

        var app = builder.Build();
        _ = app.Services.GetRequiredService<ConnectorSettings>();
        Map(app);
        return app;
    }

    /// <summary>Runs the process to its end.</summary>
    /// <returns>The exit code: 1 where the start or a background service failed, because Kubernetes reads 0 as a regular end.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            return await RunAsync(Create(args));
        }
        catch (Exception exception)
        {
            await Console.Error.WriteLineAsync($"{ProductName.Text} cannot run. {StartFailure.Describe(exception)}");
            return 1;
        }
    }

    internal static async Task<int> RunAsync(WebApplication app)
    {
        await using (app)
        {
            // The host stops regularly when one of these fails, and does not report the failure.
            var parts = app.Services.GetServices<IHostedService>().OfType<BackgroundService>().ToList();
            await app.RunAsync();
            return parts.Exists(part => part.ExecuteTask is { IsFaulted: true }) ? 1 : 0;
        }
    }

    private static void Map(WebApplication app)
    {
        var handler = app.Services.GetRequiredService<RequestHandler>();
        var page = new PageEndpoints(new PageSwitch(app));
        foreach (var route in app.Services.GetRequiredService<HttpRoutes>().All)
        {
            RequestDelegate answer = context => handler.HandleAsync(context, route);
            app.MapMethods($"/{route.Template}", [route.Method], route.Template == RouteTemplates.Status ? page.IndexOr(answer) : answer);
        }

        app.MapMethods(PageEndpoints.Files, [HttpMethods.Get, HttpMethods.Head], page.FileOr(handler.HandleRestAsync));
        app.Map($"/{RouteTemplates.Rest}", (RequestDelegate)handler.HandleRestAsync);
    }
}
