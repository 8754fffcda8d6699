using FunctionsConnector.Http;
using FunctionsConnector.Logs;
using FunctionsConnector.Rehearsing;
using FunctionsConnector.Settings;
using FunctionsConnector.Telemetry;

namespace FunctionsConnector;

/// <summary>The process: made here for <c>Program</c>, for the tests and for the Sandbox alike.</summary>
public static class ConnectorApplication
{
    /// <summary>Makes the web application; start it with <c>StartAsync</c> or <c>RunAsync</c>.</summary>
    /// <param name="args">The command line, such as <c>--urls http://127.0.0.1:0</c>; any setting may stand here too.</param>
    /// <param name="configure">
    /// Runs after everything of the connector's own is registered, so that what it adds to <c>Services</c> wins: a
    /// <see cref="TimeProvider"/>, a <c>Timing</c>, an <see cref="HttpMessageHandler"/> for calls to vendors, an
    /// <c>HttpPipelineTransport</c> for those to Azure, an <c>ISecretSource</c>, a list of <c>TargetSystemKind</c>. Settings go to <c>Configuration</c>, a log provider to <c>Logging</c>.
    /// </param>
    /// <exception cref="BadSettingsException">The settings do not let the process start.</exception>
    public static WebApplication Create(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        // Settings are read once, so nobody needs to watch the files; watchers are also a scarce resource in containers.
        var builder = WebApplication.CreateSlimBuilder([.. args, "--hostBuilder:reloadConfigOnChange=false"]);
        builder.WebHost.ConfigureKestrel(options => options.AddServerHeader = false);
        builder.AddConnectorLogs();
        builder.Services.AddConnector();
        configure?.Invoke(builder);
        builder.ListenWhereTheHostExpects();
        builder.AddTelemetry();

        var app = builder.Build();
        _ = app.Services.GetRequiredService<ConnectorSettings>();
        return app.UseConnector();
    }

    /// <summary>Runs the process to its end.</summary>
    /// <returns>
    /// The exit code: 1 where it could not start or a part of it broke, because the Functions host never restarts a handler that ended
    /// with 0, and Kubernetes takes it for a wish.
    /// </returns>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            var rehearsal = Rehearsal.RunAsync();
            var app = Create(args);
            if (OtlpExport.IsConfigured(app.Configuration))
            {
                // Nobody is to be told of an update that was only rehearsed.
                await rehearsal;
            }

            var exitCode = await RunAsync(app);
            await rehearsal;
            return exitCode;
        }
        catch (Exception exception)
        {
            await Console.Error.WriteLineAsync($"FunctionsConnector cannot run. {Describe(exception)}");
            return 1;
        }
    }

    internal static async Task<int> RunAsync(WebApplication app)
    {
        await using (app)
        {
            // The host stops in good order when one of these breaks, and tells nobody why.
            var parts = app.Services.GetServices<IHostedService>().OfType<BackgroundService>().ToList();
            await app.RunAsync();
            return parts.Exists(part => part.ExecuteTask is { IsFaulted: true }) ? 1 : 0;
        }
    }

    // A stack trace would tell an operator nothing about a port in use or a settings file with a missing comma.
    private static string Describe(Exception exception) =>
        exception.InnerException is not { } cause || exception.Message.Contains(cause.Message, StringComparison.OrdinalIgnoreCase)
            ? exception.Message
            : $"{exception.Message} {Describe(cause)}";
}
