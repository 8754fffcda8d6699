namespace FunctionsConnector.Actions.Logs;

/// <summary>The log lines about secrets. They contain names of secrets, never values.</summary>
internal static partial class SecretLog
{
    [LoggerMessage(EventId = 20, Level = LogLevel.Warning, Message = "Key Vault is unavailable: {Reason}. Cached secrets stay in use for 24 hours at most")]
    public static partial void VaultUnavailable(this ILogger logger, string reason);

    [LoggerMessage(EventId = 21, Level = LogLevel.Information, Message = "Key Vault is available again after {Seconds} s")]
    public static partial void VaultRecovered(this ILogger logger, long seconds);

    [LoggerMessage(EventId = 22, Level = LogLevel.Error, Message = "A secret cannot be read: {Reason}")]
    public static partial void SecretRefused(this ILogger logger, string reason);

    [LoggerMessage(EventId = 23, Level = LogLevel.Error, Message = "Callers have the same key, so the key is refused: {Callers}. Give each its own")]
    public static partial void KeyShared(this ILogger logger, string callers);
}
