using FunctionsConnector.Core.Secrets;
using Microsoft.Extensions.Options;

namespace FunctionsConnector.Actions.Logs;

/// <summary>Sends every log line through <see cref="RedactedLoggers"/>.</summary>
internal static class RedactedLogging
{
    public static void AddRedaction(this ILoggingBuilder logging)
    {
        logging.Services.AddSingleton<ILoggerFactory>(provider => new RedactedLoggers(
            new LoggerFactory(
                provider.GetServices<ILoggerProvider>(),
                provider.GetRequiredService<IOptionsMonitor<LoggerFilterOptions>>(),
                provider.GetRequiredService<IOptions<LoggerFactoryOptions>>(),
                provider.GetService<IExternalScopeProvider>()),
            provider.GetRequiredService<SecretRedactor>()));

        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("System", LogLevel.Warning);
        logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);

        // It logs only errors that we log ourselves, and while it is enabled, every request creates an activity.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);

        // The handler of a failed start reports it once, in a readable sentence.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
    }
}
