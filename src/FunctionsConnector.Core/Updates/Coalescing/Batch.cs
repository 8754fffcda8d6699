using System.Diagnostics;
using FunctionsConnector.Core.Coordination.Records;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Patching;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets;
using FunctionsConnector.Core.Telemetry;

namespace FunctionsConnector.Core.Updates.Coalescing;

/// <summary>The updates that hold a record together: the head, and the members that were coalesced into its PATCH.</summary>
/// <param name="queues">Where other updates of the record wait.</param>
/// <param name="head">The update that sends the PATCH.</param>
/// <param name="hold">Its part in the instance's lease of the record; null where no other instance is known.</param>
internal sealed class Batch(RecordQueues queues, QueueEntry head, RecordHold? hold)
{
    private IReadOnlyList<(QueueEntry Entry, PlannedUpdate Planned)> _members = [];
    private TaskCompletionSource<Completion>? _completion;
    private int _unfinished = 1;

    public RecordReference Key => head.Key;

    public RecordHold? Hold => hold;

    public bool HasMembers => _members.Count > 0;

    /// <summary>The arrival of the last update that waits by now.</summary>
    public long LastArrival => queues.LastArrival;

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
    /// <param name="dispatch">The head's update.</param>
    /// <param name="verification">Reads the record back where the response does not say which members were made.</param>
    /// <param name="untilVerified">Ends the read-back.</param>
    /// <param name="untilStarted">Ends the wait for a slot.</param>
    /// <returns>
    /// The PATCH that carried the head's update: its individual retry where the vendor refused the batch. The failure where none was sent.
    /// </returns>
    public async Task<Result<SentUpdate>> SendAsync(
        ITargetSystem system, Dispatch dispatch, Verification verification, TimeLimit untilVerified, CancellationToken untilStarted)
    {
        using var step = Tracing.Start(TelemetryNames.Send);
        SentUpdate? sent = null;
        Predicate<PlannedUpdate> mustRetry = _ => true;
        try
        {
            var result = dispatch.With(await system.SendAsync(dispatch, untilStarted), step?.Context ?? default);
            Report(step, dispatch, _members.Count);
            if (!HasMembers)
            {
                return result;
            }

            if (result.Succeeded(out sent, out _))
            {
                mustRetry = await FindRetriesAsync(system, sent, verification, untilVerified);
                if (!mustRetry(sent.Head))
                {
                    return sent;
                }
            }
        }
        finally
        {
            _completion?.TrySetResult(new Completion(sent, mustRetry));
        }

        if (!dispatch.Individually().Succeeded(out var individual, out var failure))
        {
            return failure;
        }

        var retried = individual.With(await system.SendAsync(individual, untilStarted), step?.Context ?? default);
        Report(step, individual, members: 0);
        return retried;
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
            hold?.Close();
        }
    }

    /// <summary>
    /// The members to retry individually after a refusal. After an ambiguous refusal, these are only the members whose values are not in
    /// the record: a retry of an applied update finds its own values, or a condition that it made false itself.
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
        return update => Verification.IsAbsent(update, seen.Record);
    }

    private static void Report(Activity? step, Dispatch dispatch, int members)
    {
        step?.SetTag(TelemetryAttributes.Coalesced, members);
        if (dispatch is { Sent: not null, IsStopped: false })
        {
            ConnectorMetrics.RecordPatch(dispatch.Record.System, 1 + members);
        }
    }

    /// <param name="Sent">The PATCH; null when sending it threw.</param>
    /// <param name="MustRetry">Whether a member must be retried individually.</param>
    private sealed record Completion(SentUpdate? Sent, Predicate<PlannedUpdate> MustRetry);
}
