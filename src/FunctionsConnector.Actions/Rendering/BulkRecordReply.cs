using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Updates;

namespace FunctionsConnector.Actions.Rendering;

/// <summary>One record in the reply of UpdateRecords: an outcome, an error, or that it was not started.</summary>
/// <param name="RecordId">The id or number, as the caller gave it.</param>
public sealed record BulkRecordReply(string RecordId)
{
    public string? Outcome { get; init; }

    public bool? Changed { get; init; }

    public IReadOnlyList<FieldReply>? Fields { get; init; }

    public IReadOnlyList<string>? Warnings { get; init; }

    public ErrorBody? Error { get; init; }

    /// <summary>True where nothing was sent, because of the time or a limit.</summary>
    public bool? NotStarted { get; init; }

    /// <summary>The message that makes the update later, where it was put on the queue.</summary>
    public string? MessageId { get; init; }

    public static BulkRecordReply Of(string recordId, Result<UpdateOutcome> result, string requestId)
    {
        if (!result.Succeeded(out var outcome, out var failure))
        {
            return new(recordId) { Error = ErrorBody.Of(failure, requestId) };
        }

        var reply = UpdateReply.Of(outcome, requestId);
        return new(recordId) { Outcome = reply.Outcome, Changed = reply.Changed, Fields = reply.Fields, Warnings = reply.Warnings };
    }
}
