using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Patching;
using FunctionsConnector.Core.Updates;

namespace FunctionsConnector.Core.Coordination.Records;

/// <summary>The part of one batch in its instance's lease of the record.</summary>
/// <param name="lease">The lease.</param>
/// <param name="isQueued">Whether the head of the batch came through a queue. Then it waits while the table does not answer; a caller cannot.</param>
/// <param name="close">Ends it.</param>
internal sealed class RecordHold(RecordLease lease, bool isQueued, Action close)
{
    /// <summary>While the table does not answer, only updates of callers are made, and one writer per record is certain only within this instance.</summary>
    public bool IsAlone { get; private set; }

    /// <summary>Whether a PATCH may start without a call to the table.</summary>
    public bool IsKept => IsAlone || lease.IsHeldForCall;

    /// <summary>What queued updates have changed, in all instances.</summary>
    public IReadOnlyDictionary<string, RecordRow.QueuedChange> Changes => IsAlone ? RecordRow.Empty.Changes : lease.Changes;

    /// <summary>Waits until the instance may update the record.</summary>
    /// <returns>False where the time is over; the failure of a queued update while the table does not answer.</returns>
    public async Task<Result<bool>> AcquireAsync(CancellationToken untilStarted)
    {
        var held = await lease.AcquireAsync(untilStarted);
        return held.Failure is { } failure ? WithoutTable(failure) is { } waits ? waits : true : held;
    }

    /// <summary>Makes sure, right before a PATCH, that no other instance takes the record before it has ended.</summary>
    /// <returns>The failure of an update that must not be sent; else null.</returns>
    public async ValueTask<Failure?> KeepAsync()
    {
        if (IsKept)
        {
            return null;
        }

        var kept = await lease.KeepAsync();
        return kept.Failure is { } failure ? WithoutTable(failure) : kept.Value ? null : Taken;
    }

    /// <summary>Lets all instances know what a queued update changed.</summary>
    public async Task RememberAsync(PlannedUpdate update, QueuePosition? position)
    {
        if (position is not null && !IsAlone)
        {
            // Where the table does not answer now, the row gets it when the record is released.
            await lease.RememberAsync(update.Changes.Select(change => change.Field.Name), position.QueuedAt);
        }
    }

    /// <summary>Ends it. Where a next update of the record follows in this instance, its own must be open already.</summary>
    public void Close() => close();

    private static Failure Taken { get; } = new(
        FailureCode.RateLimited, "Another instance of the connector may be updating the record. Nothing was sent; try again.")
    {
        RetryAfter = TimeSpan.FromSeconds(5),
        Wait = WaitReason.RecordQueue,
    };

    private Failure? WithoutTable(Failure failure)
    {
        if (isQueued)
        {
            return CoordinationFailure.Of(failure);
        }

        IsAlone = true;
        return null;
    }
}
