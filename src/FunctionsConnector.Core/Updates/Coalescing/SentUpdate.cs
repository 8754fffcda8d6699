using System.Diagnostics;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Patching;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets;
using FunctionsConnector.Core.Telemetry;
using FunctionsConnector.Core.Updates.Bulk;

namespace FunctionsConnector.Core.Updates.Coalescing;

/// <summary>A PATCH that was sent for one update or for a batch, with its result and its read-back.</summary>
/// <param name="update">All changes that were sent.</param>
/// <param name="result">What is known after the vendor's response.</param>
internal sealed class SentUpdate(PlannedUpdate update, WriteResult result)
{
    private object? _lock;
    private Task<ReadBack>? _readBack;
    private volatile Record? _seen;

    public PlannedUpdate Update => update;

    public WriteResult Result => result;

    /// <summary>The update of the batch's head alone.</summary>
    public PlannedUpdate Head { get => field ?? update; init; }

    /// <summary>The span in which it was sent, where there is one.</summary>
    public ActivityContext Span { get; init; }

    /// <summary>Whether a caller waits or a message.</summary>
    public CallPriority Priority { get; init; }

    /// <summary>
    /// The bulk that the head is part of. Null for a single update, and for a batch: its members must not wait for the rest of the bulk.
    /// </summary>
    public BulkMember? Member { get; init; }

    /// <summary>Whether the vendor refused, or may have refused, the content. In a batch any member may be the cause.</summary>
    public bool IsRefusedForItsContent => result switch
    {
        WriteResult.Refused refused => IsOfContent(refused.Failure),
        WriteResult.Ambiguous ambiguous => IsOfContent(ambiguous.WhenAbsent),
        _ => false,
    };

    /// <summary>For a member of a batch that got no response in time.</summary>
    public static SentUpdate WithoutResponse(PlannedUpdate update)
    {
        var unknown = new Failure(
            FailureCode.OutcomeUnknown,
            $"The update was sent together with others and no answer came in time. Whether {update.Subject} was changed is not known.");
        return new SentUpdate(update, new WriteResult.Ambiguous(unknown, unknown));
    }

    /// <summary>The record after the PATCH. All members of a batch share one read-back.</summary>
    public async Task<ReadBack> ReadBackAsync(Verification verification, ITargetSystem system, CancellationToken cancellationToken)
    {
        using var step = Tracing.Start(TelemetryNames.ReadBack);
        var readBack = LazyInitializer.EnsureInitialized(
            ref _readBack, ref _lock, () => verification.ReadBackAsync(system, this, seen => _seen = seen, cancellationToken));
        try
        {
            return await readBack.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return new ReadBack(_seen is { } seen ? seen : new Failure(FailureCode.SystemUnavailable, "The record could not be read in time."));
        }
    }

    private static bool IsOfContent(Failure failure) =>
        failure.Code == FailureCode.UpdateRejected || failure.Code == FailureCode.UpdateInvalid || failure.Code == FailureCode.UpdateNotApplied;
}
