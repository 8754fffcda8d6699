using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Patching;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets;

namespace FunctionsConnector.Core.Updates;

/// <summary>
/// The way of one update, from a caller's words to the truth about what happened:
/// <code>
/// find the system ► resolve names and choices, check types ► read the record where that is needed ► check onlyIf
///                 ► build the PATCH ► send it ► look at the record ► outcome or failure
/// </code>
/// </summary>
public sealed class Updater(TargetSystems systems, Timing timing, TimeProvider time)
{
    private readonly Confirmation _confirmation = new(timing, time);
    private readonly RecordTurns _turns = new(time);
    private readonly QueuedChanges _queued = new(time);

    /// <summary>Makes the update.</summary>
    /// <returns>What became of it, or a failure of the table. Never longer than <see cref="Timing.Request"/>.</returns>
    public async Task<Result<UpdateOutcome>> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken)
    {
        using var untilStarted = new TimeLimit(timing.UntilStarted, time, cancellationToken);

        // A caller who leaves ends the preparation, but not a PATCH that has begun, nor the look at what became of it.
        using var untilConfirmed = new TimeLimit(timing.UntilConfirmed, time, CancellationToken.None);

        if (!systems.Find(request.System).Succeeded(out var system, out var failure))
        {
            return failure;
        }

        using var turn = await _turns.TakeAsync(new(request.System, request.RecordType, request.RecordId), request.Place, untilStarted.Token);
        if (turn is null)
        {
            return TurnNeverCame(request);
        }

        if (!(await Preparation.PrepareAsync(system, request, untilStarted.Token)).Succeeded(out var update, out failure))
        {
            return In(system, failure);
        }

        if (_queued.Supersede(update, request.Place) is { } superseded)
        {
            return In(system, superseded);
        }

        if (update.Before is not null && Confirmation.Shows(update.Before, update))
        {
            _queued.Remember(update, request.Place);
            return Outcomes.OfNothingToDo(update, request.Place);
        }

        if (!(await system.BuildAsync(update, untilStarted.Token)).Succeeded(out var patch, out failure))
        {
            return In(system, failure);
        }

        var outcome = await system.SendAsync(update, patch, untilStarted.Token) switch
        {
            WriteAnswer.Refused refused => refused.Failure,
            WriteAnswer.Accepted when !request.Verify => Outcomes.Of(update, OutcomeKind.Accepted),
            WriteAnswer.Accepted accepted => await _confirmation.ConfirmAsync(system, update, accepted.Echo, untilConfirmed.Token),
            WriteAnswer.Doubtful doubtful => await _confirmation.InvestigateAsync(system, update, doubtful, untilConfirmed.Token),
            var other => throw new InvalidOperationException($"Unknown answer {other}."),
        };
        if (!outcome.Succeeded(out _, out failure))
        {
            return In(system, failure);
        }

        _queued.Remember(update, request.Place);
        return outcome;
    }

    /// <summary>Everything of an update but sending it: the same checks, and exactly the request that the update would send.</summary>
    public async Task<Result<UpdatePreview>> PreviewAsync(UpdateRequest request, CancellationToken cancellationToken)
    {
        using var untilStarted = new TimeLimit(timing.UntilStarted, time, cancellationToken);
        if (!systems.Find(request.System).Succeeded(out var system, out var failure))
        {
            return failure;
        }

        if (!(await Preparation.PrepareAsync(system, request, untilStarted.Token)).Succeeded(out var update, out failure)
            || !(await system.BuildAsync(update, untilStarted.Token)).Succeeded(out var patch, out failure))
        {
            return In(system, failure);
        }

        return new UpdatePreview(patch, Outcomes.Fields(update), Outcomes.Warnings(system, update));
    }

    private static Failure In(ITargetSystem system, Failure failure) =>
        failure.System is null ? failure with { System = system.Settings.Name } : failure;

    private static Failure TurnNeverCame(UpdateRequest request) =>
        new(FailureCode.RateLimited, $"Other updates of {request.RecordType} {request.RecordId} are still under way. Nothing was sent; try again.")
        {
            System = request.System,
            RetryAfter = TimeSpan.FromSeconds(5),
        };
}
