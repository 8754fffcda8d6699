using FunctionsConnector.Actions.Parsing;
using FunctionsConnector.Actions.Queue.Storage;
using FunctionsConnector.Actions.Rendering;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Updates;
using FunctionsConnector.Core.Updates.Bulk;

namespace FunctionsConnector.Actions.Operations;

/// <summary>Sets and clears fields of up to 100 records, and reports on each of them in one reply.</summary>
internal sealed class UpdateRecordsAction(BulkUpdater updater, ConfiguredQueues configured, Timing timing, TimeProvider time) : IAction
{
    private const int MessagesAtATime = 8;

    /// <summary>The message has the id that the route's check brought into the vendors' form.</summary>
    private static readonly string[] NotInMessage = ["recordId"];

    private static readonly Failure NoTime = new(FailureCode.SystemUnavailable, "There was no time left to put the update on the queue. It may be there all the same; send it again.");

    public async Task<ActionReply> RunAsync(ActionRequest request, CancellationToken cancellationToken)
    {
        // The updates that were made are reported even where the queue does not answer.
        using var untilReply = new TimeLimit(timing.UntilVerified - request.Waited, time, CancellationToken.None);
        if (!BulkBody.Read(request).Succeeded(out var command, out var failure))
        {
            return Refuse(request, failure);
        }

        if (command.QueuesRest && configured.Queues is null)
        {
            return Refuse(request, QueuedMessage.NoQueue);
        }

        var valid = command.Entries.Select(entry => entry.Update.Value).OfType<UpdateRequest>().ToList();
        if (!(await updater.UpdateAsync(request.System!, request.RecordType!, valid, request.Waited, cancellationToken)).Succeeded(out var made, out failure))
        {
            return Refuse(request, failure);
        }

        var results = new Queue<BulkResult>(made);
        var records = new BulkRecordReply[command.Entries.Count];
        var rest = new List<int>();
        int? retryAfter = null;
        for (var index = 0; index < records.Length; index++)
        {
            var entry = command.Entries[index];
            var result = entry.Update.Failure is { } invalid ? new BulkResult(invalid) : results.Dequeue();
            records[index] = result.IsStarted
                ? BulkRecordReply.Of(entry.RecordId, result.Outcome, request.RequestId)
                : new BulkRecordReply(entry.RecordId) { NotStarted = true };
            if (!result.IsStarted)
            {
                rest.Add(index);
                retryAfter = Math.Max(retryAfter ?? 0, ErrorBody.SecondsToWait(result.Outcome.Failure!) ?? 0);
            }
        }

        if (command.QueuesRest)
        {
            await QueueAsync(request, command, rest, records, untilReply.Token);
        }

        var reply = BulkReply.Of(records, retryAfter, request.RequestId);
        return ActionReply.Ok(reply, ReplyJson.Default.BulkReply, $"{reply.Applied} applied, {reply.Failed} failed, {reply.NotStarted} not started");
    }

    private static ActionReply Refuse(ActionRequest request, Failure failure) => ActionReply.Of(failure with { System = request.System }, request.RequestId);

    private async Task QueueAsync(ActionRequest request, BulkCommand command, List<int> rest, BulkRecordReply[] records, CancellationToken untilReply)
    {
        Failure? stop = null;
        await Parallel.ForEachAsync(rest, new ParallelOptions { MaxDegreeOfParallelism = MessagesAtATime, CancellationToken = CancellationToken.None }, async (index, _) =>
        {
            var put = stop is { } earlier ? earlier : await PutAsync(request, command, command.Entries[index], untilReply);
            if (put.Succeeded(out var messageId, out var failure))
            {
                records[index] = records[index] with { MessageId = messageId };
                return;
            }

            // The queue's own failure concerns every message, a message that is too large only itself.
            stop ??= failure.Code.IsRetryable ? failure : null;
            records[index] = records[index] with { Error = ErrorBody.Of(failure, request.RequestId) };
        });
    }

    private async Task<Result<string>> PutAsync(ActionRequest request, BulkCommand command, BulkEntry entry, CancellationToken untilReply)
    {
        if (!QueuedMessage.Write(request, entry.Update.Value!.RecordId, entry.Json, NotInMessage, command).Succeeded(out var message, out var failure))
        {
            return failure;
        }

        try
        {
            return await configured.Queues!.Updates.PutAsync(message, expires: false, untilReply);
        }
        catch (OperationCanceledException) when (untilReply.IsCancellationRequested)
        {
            return NoTime;
        }
    }
}
