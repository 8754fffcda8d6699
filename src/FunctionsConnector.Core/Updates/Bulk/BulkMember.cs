using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Patching;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets;

namespace FunctionsConnector.Core.Updates.Bulk;

/// <summary>One update of a bulk on its way. Dispose of it when the update has ended.</summary>
/// <param name="readings">Makes its read-backs together with those of the others; null where the vendor has no such call.</param>
/// <param name="afterSending">Lets the next update of the bulk start.</param>
internal sealed class BulkMember(SharedReadings? readings, Action afterSending) : IDisposable
{
    private Action? _afterSending = afterSending;

    /// <summary>The record after the PATCH.</summary>
    public Task<Result<Record>> ReadBackAsync(ITargetSystem system, PlannedUpdate update, CancellationToken cancellationToken)
    {
        EndSending();
        return readings is null
            ? system.ReadAsync(update.Record, update.Catalog, CallPriority.ReadBack, cancellationToken)
            : readings.ReadAsync(system, update, cancellationToken);
    }

    public void Dispose()
    {
        EndSending();
        readings?.Leave();
    }

    private void EndSending() => Interlocked.Exchange(ref _afterSending, null)?.Invoke();
}
