using System.Diagnostics;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Patching;
using FunctionsConnector.Core.Targets;
using FunctionsConnector.Core.Telemetry;

namespace FunctionsConnector.Core.Updates.Joining;

/// <summary>A PATCH that was sent, for one update or for several, and what is known of it.</summary>
/// <param name="update">All that was sent.</param>
/// <param name="answer">What the vendor said.</param>
internal sealed class SentUpdate(PlannedUpdate update, WriteAnswer answer)
{
    private object? _lock;
    private Task<Result<Record>>? _look;

    public WriteAnswer Answer => answer;

    /// <summary>The span in which it was sent, where there is one.</summary>
    public ActivityContext Span { get; init; }

    /// <summary>Whether the vendor refused what was sent, or seems to have, so that one of several may be refused for another's fault.</summary>
    public bool IsRefusedForItsContent => answer switch
    {
        WriteAnswer.Refused refused => IsOfContent(refused.Failure),
        WriteAnswer.Doubtful doubtful => IsOfContent(doubtful.WhenAbsent),
        _ => false,
    };

    /// <summary>Of an update that travelled with another, of which nothing was heard in time.</summary>
    public static SentUpdate NothingHeard(PlannedUpdate update)
    {
        var unknown = new Failure(
            FailureCode.OutcomeUnknown,
            $"The update was sent along with others and no answer came in time. Whether {update.Record.RecordType} {update.Record.RecordId} was changed is not known.");
        return new SentUpdate(update, new WriteAnswer.Doubtful(unknown, unknown));
    }

    /// <summary>The record as it is after the PATCH: looked at once for all whose updates were in it.</summary>
    public async Task<Result<Record>> LookAsync(Confirmation confirmation, ITargetSystem system, CancellationToken cancellationToken)
    {
        using var step = Tracing.Start(TelemetryNames.Look);
        var look = LazyInitializer.EnsureInitialized(
            ref _look, ref _lock, () => confirmation.LookAsync(system, update, (answer as WriteAnswer.Accepted)?.Echo, cancellationToken));
        try
        {
            return await look.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return new Failure(FailureCode.SystemUnavailable, "The record could not be read in time.");
        }
    }

    private static bool IsOfContent(Failure failure) =>
        failure.Code == FailureCode.UpdateRejected || failure.Code == FailureCode.UpdateInvalid || failure.Code == FailureCode.UpdateNotApplied;
}
