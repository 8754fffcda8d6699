using FunctionsConnector.Actions.Parsing;
using FunctionsConnector.Actions.Queue.Storage;
using FunctionsConnector.Actions.Rendering;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Updates;
using FunctionsConnector.Core.Updates.Bulk;

namespace FunctionsConnector.Actions.Operations;

/// <summary>Sets and clears fields of up to 100 records, and reports on each of them in one reply.</summary>
internal sealed class UpdateRecordsAction(BulkUpdater updater, ConfiguredQueues configured) : IAction
{
    /// <summary>The message has the id that the route's check brought into the vendors' form.</summary>
    private static readonly string[] NotInMessage = ["recordId"];

    public async Task<ActionReply> RunAsync(ActionRequest request, CancellationToken cancellationToken)
    {
        if (!BulkBody.Read(request).Succeeded(out var command, out var failure))
        {
            return Refuse(request, failure);
        }

        if (command.QueuesRest && configured.Queues is null)
        {
            return Refuse(request, QueuedMessage.NoQueue);
        }

        var valid = command.Entries.Select(entry => entry.Update.Value).OfType<UpdateRequest>().ToList();
        if (!(await updater.UpdateAsync(request.System!, request.RecordType!, valid, cancellationToken)).Succeeded(out var made, out failure))
        {
            return Refuse(request, failure);
        }

        var results = new Queue<BulkResult>(made);
        var records = new List<BulkRecordReply>(command.Entries.Count);
        int? retryAfter = null;
        foreach (var entry in command.Entries)
        {
            var result = entry.Update.Failure is { } invalid ? new BulkResult(invalid) : results.Dequeue();
            if (result.IsStarted)
            {
                records.Add(BulkRecordReply.Of(entry.RecordId, result.Outcome, request.RequestId));
                continue;
            }

            retryAfter = Math.Max(retryAfter ?? 0, ErrorBody.SecondsToWait(result.Outcome.Failure!) ?? 0);
            records.Add(command.QueuesRest ? await QueueAsync(request, command, entry, cancellationToken) : new BulkRecordReply(entry.RecordId) { NotStarted = true });
        }

        var reply = BulkReply.Of(records, retryAfter, request.RequestId);
        return ActionReply.Ok(reply, ReplyJson.Default.BulkReply, $"{reply.Applied} applied, {reply.Failed} failed, {reply.NotStarted} not started");
    }

    private static ActionReply Refuse(ActionRequest request, Failure failure) => ActionReply.Of(failure with { System = request.System }, request.RequestId);

    private async Task<BulkRecordReply> QueueAsync(ActionRequest request, BulkCommand command, BulkEntry entry, CancellationToken cancellationToken) =>
        !QueuedMessage.Write(request, entry.Update.Value!.RecordId, entry.Json, NotInMessage, command.Verify).Succeeded(out var message, out var failure)
        || !(await configured.Queues!.Updates.PutAsync(message, expires: false, cancellationToken)).Succeeded(out var messageId, out failure)
            ? new BulkRecordReply(entry.RecordId) { NotStarted = true, Error = ErrorBody.Of(failure, request.RequestId) }
            : new BulkRecordReply(entry.RecordId) { NotStarted = true, MessageId = messageId };
}
