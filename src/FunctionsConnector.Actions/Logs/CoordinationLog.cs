namespace FunctionsConnector.Actions.Logs;

/// <summary>The log lines about the table that the instances share.</summary>
internal static partial class CoordinationLog
{
    [LoggerMessage(EventId = 30, Level = LogLevel.Error, Message = "The table that the instances share cannot be used: callers get a part of each limit, and queued updates wait. {Reason}")]
    public static partial void CannotCoordinate(this ILogger logger, string reason);

    [LoggerMessage(EventId = 31, Level = LogLevel.Information, Message = "The table that the instances share can be used again")]
    public static partial void Coordinates(this ILogger logger);

    [LoggerMessage(EventId = 32, Level = LogLevel.Warning, Message = "Expired rows of the table that the instances share could not be deleted: {Reason}")]
    public static partial void CannotSweep(this ILogger logger, string reason);
}
