namespace FunctionsConnector.Actions.Logs;

/// <summary>The log's lines about messages. None has a message's text in it.</summary>
internal static partial class QueueLog
{
    [LoggerMessage(EventId = 10, Level = LogLevel.Warning, Message = "Cannot listen to queue {Queue}: {Reason}")]
    public static partial void CannotListen(this ILogger logger, string queue, string reason);

    [LoggerMessage(EventId = 11, Level = LogLevel.Warning, Message = "Message {MessageId} will be tried again in {Seconds} s; tries so far: {Tries}")]
    public static partial void TriedAgain(this ILogger logger, string messageId, long tries, long seconds);

    [LoggerMessage(EventId = 12, Level = LogLevel.Error, Message = "Message {MessageId} goes to the poison queue after {Tries} tries")]
    public static partial void Poisoned(this ILogger logger, string messageId, long tries);

    [LoggerMessage(EventId = 13, Level = LogLevel.Warning, Message = "Message {MessageId} could not be settled and will appear again: {Reason}")]
    public static partial void NotSettled(this ILogger logger, string messageId, string reason);

    [LoggerMessage(EventId = 14, Level = LogLevel.Information, Message = "No message is taken any more; under way: {Count}")]
    public static partial void Draining(this ILogger logger, int count);

    [LoggerMessage(EventId = 15, Level = LogLevel.Warning, Message = "Message {MessageId} is not ours any more after try {Tries}; what becomes of it is left to whoever has it now")]
    public static partial void NotOurs(this ILogger logger, string messageId, long tries);
}
