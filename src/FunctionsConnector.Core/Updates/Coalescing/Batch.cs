using System.Diagnostics;
using FunctionsConnector.Core.Patching;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets;
using FunctionsConnector.Core.Telemetry;

namespace FunctionsConnector.Core.Updates.Coalescing;

/// <summary>The updates that hold a record together: the head, and the members that were coalesced into its PATCH.</summary>
/// <param name="queues">Where other updates of the record wait.</param>
/// <param name="head">The update that sends the PATCH.</param>
internal sealed class Batch(RecordQueues queues, QueueEntry head)
{
    private IReadOnlyList<(QueueEntry Entry, PlannedUpdate Planned)> _members = [];
    private TaskCompletionSource<Completion>? _completion;
    private int _unfinished = 1;

    public RecordReference Key => head.Key;

    /// <summary>Whether an update waits that reads the record and was asked after this moment.</summary>
    public bool HasReaderSince(TimeSpan moment) => !head.RetriesIndividually && queues.Waiting(Key).Any(entry => entry.Update.NeedsRecord && entry.AskedAt > moment);

    /// <summary>Merges waiting updates of the record into the head's.</summary>
    public PlannedUpdate Coalesce(PlannedUpdate update, Coalescer coalescer)
    {
        while (!head.RetriesIndividually && queues.Waiting(Key) is { Count: > 0 } waiting)
        {
            var (merged, members) = coalescer.Coalesce(update, waiting);
            (_completion, _unfinished) = (new TaskCompletionSource<Completion>(TaskCreationOptions.RunContinuationsAsynchronously), 1 + members.Count);
            if (queues.TryMove(members, this))
            {
                _members = members;
                return merged;
            }

            _unfinished = 1;
        }

        return update;
    }

    /// <summary>Sends the head's update, and with it those that were coalesced by then.</summary>
    /// <param name="system">The system.</param>
    /// <param name="outgoing">The head's update.</param>
    /// <param name="verification">Reads the record back where the response does not say which members were made.</param>
    /// <param name="untilVerified">Ends the read-back.</param>
    /// <param name="untilStarted">Ends the wait for a slot.</param>
    /// <returns>The PATCH that carried the head's update: its individual retry where the vendor refused the batch.</returns>
    public async Task<SentUpdate> SendAsync(
        ITargetSystem system, OutgoingUpdate outgoing, Verification verification, TimeLimit untilVerified, CancellationToken untilStarted)
    {
        using var step = Tracing.Start(TelemetryNames.Send);
        SentUpdate? sent = null;
        Predicate<PlannedUpdate> mustRetry = _ => true;
        try
        {
            var result = await system.SendAsync(outgoing, untilStarted);
            sent = new SentUpdate(outgoing.Sent, result) { Span = step?.Context ?? default };
            Report(step, outgoing, _members.Count);
            if (_members.Count == 0)
            {
                return sent;
            }

            mustRetry = await FindRetriesAsync(system, sent, verification, untilVerified);
            if (!mustRetry(outgoing.First))
            {
                return sent;
            }
        }
        finally
        {
            _completion?.TrySetResult(new Completion(sent, mustRetry));
        }

        var individual = new OutgoingUpdate(outgoing.First, outgoing.Body, first => first) { Priority = outgoing.Priority, Reading = outgoing.Reading };
        sent = new SentUpdate(individual.First, await system.SendAsync(individual, untilStarted));
        Report(step, individual, members: 0);
        return sent;
    }

    /// <summary>Waits for the response to the batch's PATCH, on behalf of a member.</summary>
    /// <returns>Null when the member must be retried individually.</returns>
    public async Task<SentUpdate?> ResponseToAsync(PlannedUpdate member, CancellationToken cancellationToken)
    {
        try
        {
            var completion = await _completion!.Task.WaitAsync(cancellationToken);
            return completion.MustRetry(member) ? null : completion.Sent;
        }
        catch (OperationCanceledException)
        {
            return SentUpdate.WithoutResponse(member);
        }
    }

    /// <summary>Ends one update of the batch. The last one hands the record over.</summary>
    public void Leave()
    {
        if (Interlocked.Decrement(ref _unfinished) == 0)
        {
            queues.HandOff(Key);
        }
    }

    /// <summary>
    /// The members that must be retried individually after a refusal. Where the refusal is ambiguous, these are only the ones that the
    /// record does not show: an update that was made would find its own value there, or its condition broken by itself.
    /// </summary>
    private static async Task<Predicate<PlannedUpdate>> FindRetriesAsync(
        ITargetSystem system, SentUpdate sent, Verification verification, TimeLimit untilVerified)
    {
        if (!sent.IsRefusedForItsContent)
        {
            return _ => false;
        }

        if (sent.Result is WriteResult.Refused)
        {
            return _ => true;
        }

        var seen = await sent.ReadBackAsync(verification, system, untilVerified.Token);
        return update => Verification.IsAbsent(update, seen);
    }

    private static void Report(Activity? step, OutgoingUpdate outgoing, int members)
    {
        step?.SetTag(TelemetryAttributes.Coalesced, members);
        if (outgoing.IsClosed)
        {
            ConnectorMetrics.RecordPatch(outgoing.First.Record.System, 1 + members);
        }
    }

    /// <param name="Sent">The PATCH; null when sending it threw.</param>
    /// <param name="MustRetry">Whether a member must be retried individually.</param>
    private sealed record Completion(SentUpdate? Sent, Predicate<PlannedUpdate> MustRetry);
}
