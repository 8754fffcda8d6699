using FunctionsConnector.Core.Secrets;
using FunctionsConnector.Logs.Lines;
using Microsoft.Extensions.Options;

namespace FunctionsConnector.Logs;

/// <summary>Says where the log goes and what is in it.</summary>
internal static class ConnectorLogs
{
    /// <summary>To the console as <see cref="JsonLines"/>, and wherever else a provider sends it.</summary>
    public static void AddConnectorLogs(this WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<ILoggerProvider>(_ => new JsonLines(TimeProvider.System, Console.OpenStandardOutput(), Console.OpenStandardError()));
        builder.Services.AddSingleton<ILoggerFactory>(provider => new RedactedLoggers(
            new LoggerFactory(
                provider.GetServices<ILoggerProvider>(),
                provider.GetRequiredService<IOptionsMonitor<LoggerFilterOptions>>(),
                provider.GetRequiredService<IOptions<LoggerFactoryOptions>>(),
                provider.GetService<IExternalScopeProvider>()),
            provider.GetRequiredService<KnownSecrets>()));

        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddFilter("System", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);

        // It writes nothing below an error that we answer ourselves, and while it may, an activity is made for every request.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);

        // A start that fails is told once, in a readable sentence, by the one who catches it.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
    }
}
