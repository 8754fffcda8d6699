using FunctionsConnector.Actions;
using FunctionsConnector.Actions.Logs;
using FunctionsConnector.Actions.Settings;
using FunctionsConnector.Actions.Telemetry;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FunctionsConnector;

/// <summary>The entry point of the worker that the Functions host starts.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        try
        {
            Cultures.UseInvariant();
            var builder = FunctionsApplication.CreateBuilder(args);
            builder.ConfigureFunctionsWebApplication();
            builder.Logging.AddRedaction();
            builder.Services.AddConnector();
            builder.Services.AddSingleton<InFlightDeliveries>();
            builder.Services.AddHostedService(provider => provider.GetRequiredService<InFlightDeliveries>());
            builder.Services.AddTelemetry(builder.Configuration);
            using var app = builder.Build();
            FunctionAppSettings.Check(app.Services.GetRequiredService<ConnectorSettings>(), builder.Configuration);
            await app.RunAsync();
            return 0;
        }
        catch (Exception exception)
        {
            await Console.Error.WriteLineAsync($"{ProductName.Text} cannot run. {StartFailure.Describe(exception)}");
            return 1;
        }
    }
}
