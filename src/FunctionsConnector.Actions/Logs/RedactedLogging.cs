using FunctionsConnector.Core.Secrets;
using Microsoft.Extensions.Options;

namespace FunctionsConnector.Actions.Logs;

/// <summary>Lets every line of the log pass <see cref="RedactedLoggers"/>, wherever its provider sends it.</summary>
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

        // It writes nothing below an error that we answer ourselves, and while it may, an activity is made for every request.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);

        // A start that fails is reported once, in a readable sentence, by the one who catches it.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
    }
}
