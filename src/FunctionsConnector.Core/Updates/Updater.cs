using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Patching;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets;
using FunctionsConnector.Core.Telemetry;
using FunctionsConnector.Core.Updates.Joining;

namespace FunctionsConnector.Core.Updates;

/// <summary>
/// The way of one update, from a caller's words to the truth about what happened:
/// <code>
/// find the system ► resolve names and choices, check types ► wait for the record's turn ► read it where that is needed
///                 ► check onlyIf ► build the PATCH ► send it, with others that wait ► look at the record ► outcome or failure
/// </code>
/// </summary>
public sealed class Updater(TargetSystems systems, Timing timing, TimeProvider time)
{
    private readonly Confirmation _confirmation = new(timing, time);
    private readonly Departure _departure = new(new Confirmation(timing, time));
    private readonly RecordTurns _turns = new(time);
    private readonly QueuedChanges _queued = new(time);

    /// <summary>Makes the update.</summary>
    /// <returns>What became of it, or a failure of the table. Never longer than <see cref="Timing.Request"/>, what the caller has waited included.</returns>
    public Task<Result<UpdateOutcome>> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken) =>
        ObservedUpdate.IsWanted ? ObservedUpdate.RunAsync(request, MakeAsync, cancellationToken) : MakeAsync(request, cancellationToken);

    private async Task<Result<UpdateOutcome>> MakeAsync(UpdateRequest request, CancellationToken cancellationToken)
    {
        using var untilStarted = new TimeLimit(timing.UntilStarted - request.Waited, time, cancellationToken);

        // A caller who leaves ends the preparation, but not a PATCH that has begun, nor the look at what became of it.
        using var untilConfirmed = new TimeLimit(timing.UntilConfirmed - request.Waited, time, CancellationToken.None);

        if (!systems.Find(request.System).Succeeded(out var system, out var failure))
        {
            return failure;
        }

        if (!(await Preparation.PrepareAsync(system, request, untilStarted.Token)).Succeeded(out var prepared, out failure))
        {
            return In(system, failure);
        }

        using var turn = await _turns.TakeAsync(prepared, untilConfirmed, untilStarted.Token);
        if (turn is null)
        {
            return In(system, TurnNeverCame(request));
        }

        // Another update of this record may have taken this one along in its own PATCH; else it is planned and sent now.
        var (update, sent) = (turn.Planned, turn.Sent);
        if (update is null || sent is null)
        {
            if (!(await PlanAsync(system, prepared, untilStarted.Token)).Succeeded(out update, out failure))
            {
                return In(system, failure);
            }

            if (update.Before is not null && Confirmation.Shows(update.Before, update))
            {
                _queued.Remember(update, request.Place);
                return Outcomes.OfNothingToDo(update, request.Place);
            }

            if (!Write(system, update).Succeeded(out var body, out failure))
            {
                return In(system, failure);
            }

            var outgoing = new OutgoingUpdate(update, body, Joining(system, turn, update)) { Urgency = prepared.Urgency };
            sent = await _departure.SendAsync(system, turn, outgoing, untilConfirmed, untilStarted.Token);
        }

        var outcome = AnswerOf(sent, request.Place) switch
        {
            WriteAnswer.Refused refused => refused.Failure,
            WriteAnswer.Accepted when !request.Verify => Outcomes.Of(update, OutcomeKind.Accepted),
            WriteAnswer.Accepted => Confirmation.OfYes(system, update, await sent.LookAsync(_confirmation, system, untilConfirmed.Token)),
            WriteAnswer.Doubtful doubt => Confirmation.OfDoubt(update, doubt, await sent.LookAsync(_confirmation, system, untilConfirmed.Token)),
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
        using var untilStarted = new TimeLimit(timing.UntilStarted - request.Waited, time, cancellationToken);
        if (!systems.Find(request.System).Succeeded(out var system, out var failure))
        {
            return failure;
        }

        if (!(await Preparation.PrepareAsync(system, request, untilStarted.Token)).Succeeded(out var prepared, out failure)
            || !(await ReadAndPlanAsync(system, prepared, untilStarted.Token)).Succeeded(out var update, out failure)
            || !Write(system, update).Succeeded(out var body, out failure)
            || !(await system.AddressAsync(update, untilStarted.Token)).Succeeded(out var address, out failure))
        {
            return In(system, failure);
        }

        return new UpdatePreview(new Patch(HttpMethod.Patch.Method, address, body), Outcomes.Fields(update), Outcomes.Warnings(system, update));
    }

    private async ValueTask<Result<PlannedUpdate>> PlanAsync(ITargetSystem system, PreparedUpdate prepared, CancellationToken cancellationToken) =>
        (await ReadAndPlanAsync(system, prepared, cancellationToken)).Succeeded(out var update, out var failure)
            ? _queued.Supersede(update, prepared.Place) is { } superseded ? superseded : update
            : failure;

    private static ValueTask<Result<PlannedUpdate>> ReadAndPlanAsync(ITargetSystem system, PreparedUpdate prepared, CancellationToken cancellationToken) =>
        prepared.NeedsRecord ? ReadAsync(system, prepared, cancellationToken) : ValueTask.FromResult(prepared.Plan(before: null));

    private static async ValueTask<Result<PlannedUpdate>> ReadAsync(ITargetSystem system, PreparedUpdate prepared, CancellationToken cancellationToken)
    {
        using var step = Tracing.Start(TelemetryNames.Read);
        return (await system.ReadAsync(prepared.Record, prepared.Catalog, prepared.Urgency, cancellationToken)).Succeeded(out var before, out var failure)
            ? prepared.Plan(before)
            : failure;
    }

    /// <summary>A refusal says that this PATCH was not made. After an earlier try the update may be made all the same, and be the reason of the refusal.</summary>
    private static WriteAnswer AnswerOf(SentUpdate sent, QueuePlace? place) =>
        place is { TriedBefore: true } && sent is { Answer: WriteAnswer.Refused refused, IsRefusedForItsContent: true }
            ? new WriteAnswer.Doubtful(refused.Failure, WhenUnreadable: Outcomes.UnknownAfterEarlierTry(refused.Failure))
            : sent.Answer;

    private Func<PlannedUpdate> Joining(ITargetSystem system, RecordTurn turn, PlannedUpdate update) =>
        () => turn.TakeAlong(update, new Joiner(system, _queued));

    private static Result<string> Write(ITargetSystem system, PlannedUpdate update)
    {
        using var step = Tracing.Start(TelemetryNames.Build);
        return system.Write(update);
    }

    private static Failure In(ITargetSystem system, Failure failure) =>
        failure.System is null ? failure with { System = system.Settings.Name } : failure;

    private static Failure TurnNeverCame(UpdateRequest request) =>
        new(FailureCode.RateLimited, $"Other updates of {request.RecordType} {request.RecordId} are still under way. Nothing was sent; try again.")
        {
            RetryAfter = TimeSpan.FromSeconds(5),
        };
}
