namespace FunctionsConnector.Actions.Logs;

/// <summary>The log's lines about secrets: names at most.</summary>
internal static partial class SecretLog
{
    [LoggerMessage(EventId = 20, Level = LogLevel.Warning, Message = "Key Vault cannot be asked: {Reason}. Secrets that were read before stay in use for 24 hours at most")]
    public static partial void VaultLost(this ILogger logger, string reason);

    [LoggerMessage(EventId = 21, Level = LogLevel.Information, Message = "Key Vault answers again after {Seconds} s")]
    public static partial void VaultFound(this ILogger logger, long seconds);

    [LoggerMessage(EventId = 22, Level = LogLevel.Error, Message = "A secret cannot be read: {Reason}")]
    public static partial void SecretRefused(this ILogger logger, string reason);

    [LoggerMessage(EventId = 23, Level = LogLevel.Error, Message = "Callers have the same key, and nobody is let in with it: {Callers}. Give each its own")]
    public static partial void KeyShared(this ILogger logger, string callers);
}
