using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Patching;
using FunctionsConnector.Core.Targets;

namespace FunctionsConnector.Core.Updates.Coalescing;

/// <summary>An update from its arrival in the record's queue to its end. While it waits, <see cref="RecordQueues"/> changes it under a lock.</summary>
internal sealed class QueueEntry(PreparedUpdate update) : IDisposable
{
    private TaskCompletionSource<bool>? _granted;
    private Batch? _batch;

    public PreparedUpdate Update => update;

    public RecordReference Key { get; } = update.Record.Key;

    public long Arrival { get; private set; }

    /// <summary>Whether the vendor refused it in a batch, so that it must be sent without others.</summary>
    public bool RetriesIndividually { get; private set; }

    /// <summary>True once it has a batch; false when it timed out in the queue.</summary>
    public Task<bool> Granted => _granted!.Task;

    /// <summary>Whether the wait in the queue timed out, so that it has no batch.</summary>
    public bool HasTimedOut => _batch is null;

    public Batch Batch => _batch ?? throw new InvalidOperationException("The update waits in the queue.");

    /// <summary>Why it must not be sent; null where nothing forbids it.</summary>
    public Failure? Failure { get; private set; }

    /// <summary>Whether it is the head of its batch, so that it plans and sends the PATCH.</summary>
    public bool IsHead => Planned is null;

    /// <summary>The update as it was coalesced; null for the head.</summary>
    public PlannedUpdate? Planned { get; private set; }

    /// <summary>The PATCH that carried it; null for the head.</summary>
    public SentUpdate? Sent { get; private set; }

    public void StartWaiting(long arrival) => (Arrival, _granted) = (arrival, NewGrant());

    public void WaitForIndividualRetry() => (RetriesIndividually, _granted, _batch, Planned) = (true, NewGrant(), null, null);

    /// <param name="batch">The batch that it belongs to.</param>
    /// <param name="planned">The update as it was coalesced; null for the head.</param>
    public void Grant(Batch batch, PlannedUpdate? planned = null)
    {
        (_batch, Planned) = (batch, planned);
        _granted?.TrySetResult(true);
    }

    /// <summary>Leaves the record: the wait for the other instances timed out or failed.</summary>
    /// <param name="failure">Why; null where it timed out.</param>
    public void Abandon(Failure? failure)
    {
        var batch = Batch;
        (_batch, Failure) = (null, failure);
        batch.Leave();
    }

    public void GiveUp() => _granted?.TrySetResult(false);

    /// <summary>Waits for the batch's response.</summary>
    /// <returns>False when the update must be retried individually.</returns>
    public async Task<bool> WasSentAsync(CancellationToken cancellationToken)
    {
        Sent = await Batch.ResponseToAsync(Planned!, cancellationToken);
        return Sent is not null;
    }

    public void Dispose() => _batch?.Leave();

    private static TaskCompletionSource<bool> NewGrant() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
