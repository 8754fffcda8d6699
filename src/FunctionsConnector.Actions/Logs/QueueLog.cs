using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Actions.Logs;

/// <summary>The log lines about messages. None contains a message's text.</summary>
internal static partial class QueueLog
{
    [LoggerMessage(EventId = 10, Level = LogLevel.Warning, Message = "Cannot listen to queue {Queue}: {Reason}")]
    public static partial void CannotListen(this ILogger logger, string queue, string reason);

    [LoggerMessage(EventId = 11, Level = LogLevel.Warning, Message = "Message {MessageId} will be retried in {Seconds} s; attempts so far: {Tries}")]
    public static partial void WillRetry(this ILogger logger, string messageId, long tries, long seconds);

    [LoggerMessage(EventId = 12, Level = LogLevel.Error, Message = "Message {MessageId} goes to the poison queue after {Tries} attempts")]
    public static partial void Poisoned(this ILogger logger, string messageId, long tries);

    [LoggerMessage(EventId = 13, Level = LogLevel.Warning, Message = "Message {MessageId} could not be settled and will appear again: {Reason}")]
    public static partial void NotSettled(this ILogger logger, string messageId, string reason);

    [LoggerMessage(EventId = 14, Level = LogLevel.Information, Message = "The queue listener stops; messages in progress: {Count}")]
    public static partial void Draining(this ILogger logger, int count);

    [LoggerMessage(EventId = 15, Level = LogLevel.Warning, Message = "Message {MessageId} was delivered to another instance during attempt {Tries}; that instance handles it")]
    public static partial void LeaseLost(this ILogger logger, string messageId, long tries);

    [LoggerMessage(EventId = 16, Level = LogLevel.Information, Message = "Message {MessageId} waits {Seconds} s: {Reason}")]
    public static partial void Waits(this ILogger logger, string messageId, long seconds, WaitReason reason);

    [LoggerMessage(EventId = 17, Level = LogLevel.Error, Message = "The queue listener met an error of the connector and goes on")]
    public static partial void ListenerFailed(this ILogger logger, Exception exception);
}
