namespace FunctionsConnector.Actions.Rendering;

/// <summary>The reply of UpdateRecords.</summary>
/// <param name="Succeeded">Whether every record has the values that were asked for, or the system accepted them.</param>
/// <param name="Applied">How many have.</param>
/// <param name="Failed">How many have an error.</param>
/// <param name="NotStarted">For how many nothing was sent, because of the time or a limit.</param>
/// <param name="RetryAfterSeconds">When to send again those that are not on the queue either; absent where there are none.</param>
/// <param name="Records">The records, in the order of the request.</param>
/// <param name="RequestId">The id of the request in the log.</param>
public sealed record BulkReply(
    bool Succeeded, int Applied, int Failed, int NotStarted, int? RetryAfterSeconds, IReadOnlyList<BulkRecordReply> Records, string RequestId)
{
    public static BulkReply Of(IReadOnlyList<BulkRecordReply> records, int? retryAfterSeconds, string requestId)
    {
        var failed = records.Count(record => record.Error is not null);
        var notStarted = records.Count(record => record is { NotStarted: true, Error: null });
        return new(failed == 0 && notStarted == 0, records.Count - failed - notStarted, failed, notStarted, records.Any(record => record is { NotStarted: true, MessageId: null }) ? retryAfterSeconds : null, records, requestId);
    }
}
