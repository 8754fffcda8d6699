using FunctionsConnector.Core.Coordination.Records;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Patching;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets;
using FunctionsConnector.Core.Telemetry;
using FunctionsConnector.Core.Updates.Coalescing;

namespace FunctionsConnector.Core.Updates;

/// <summary>
/// Applies one update, from the caller's names and values to a verified outcome:
/// <code>
/// find the system ► resolve names and choices, check types ► wait in the record's queue ► wait for a slot of the vendor's limits
///                 ► read the record if needed ► check onlyIf ► build the PATCH ► send it, with compatible waiting updates
///                 ► read back and compare ► outcome or failure
/// </code>
/// </summary>
/// <param name="systems">The configured systems.</param>
/// <param name="timing">The time limits.</param>
/// <param name="time">The clock.</param>
/// <param name="leases">The records that this instance holds among all instances; null where no other instance is known.</param>
public sealed class Updater(TargetSystems systems, Timing timing, TimeProvider time, RecordLeases? leases = null)
{
    private readonly Verification _verification = new(timing, time);
    private readonly RecordQueues _queues = new(time, leases);
    private readonly QueuedChanges _queued = new(time);

    /// <summary>Applies the update.</summary>
    /// <returns>The outcome or the failure, within <see cref="Timing.Request"/> minus the request's earlier wait.</returns>
    public Task<Result<UpdateOutcome>> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken) =>
        InstrumentedUpdate.IsEnabled ? InstrumentedUpdate.RunAsync(request, MakeAsync, cancellationToken) : MakeAsync(request, cancellationToken);

    private async Task<Result<UpdateOutcome>> MakeAsync(UpdateRequest request, CancellationToken cancellationToken)
    {
        using var untilStarted = new TimeLimit(timing.UntilStarted - request.Waited, time, cancellationToken);

        // If the caller disconnects, the preparation ends. A started PATCH and its read-back continue.
        using var untilVerified = new TimeLimit(timing.UntilVerified - request.Waited, time, CancellationToken.None);

        if (!systems.Find(request.System).Succeeded(out var system, out var failure))
        {
            return failure;
        }

        if (!(await Preparation.PrepareAsync(system, request, untilStarted.Token)).Succeeded(out var prepared, out failure))
        {
            return In(system, failure);
        }

        var outcome = await MakeAsync(system, prepared, request, untilVerified, untilStarted.Token);

        // A cache gives no final answer: by a newer catalog, the caller's words may mean another choice.
        if (outcome.Failure is { } first
            && !untilStarted.Token.IsCancellationRequested
            && await Renewal.FindAsync(system, prepared, request, first, untilStarted.Token) is { } renewal)
        {
            outcome = renewal.Succeeded(out prepared, out failure)
                ? Renewal.Join(first, await MakeAsync(system, prepared, request, untilVerified, untilStarted.Token))
                : failure;
        }

        return outcome.Failure is { } last ? In(system, last) : outcome;
    }

    private async Task<Result<UpdateOutcome>> MakeAsync(
        ITargetSystem system, PreparedUpdate prepared, UpdateRequest request, TimeLimit untilVerified, CancellationToken untilStarted)
    {
        using var entry = await _queues.EnterAsync(prepared, untilVerified, untilStarted);
        if (entry.HasTimedOut)
        {
            return entry.Failure ?? TimedOutInQueue(request, entry.RetriesIndividually);
        }

        var hold = entry.Batch.Hold;
        _queued.Learn(prepared.Record, hold);

        // Another update of this record may have sent this one in its PATCH; else this one is sent now.
        var (update, sent) = (entry.Planned, entry.Sent);
        if (update is null || sent is null)
        {
            if (!Dispatch.Create(system, prepared, _queued, entry.Batch).Succeeded(out var dispatch, out var failure)
                || !(await entry.Batch.SendAsync(system, dispatch, _verification, untilVerified, untilStarted)).Succeeded(out sent, out failure))
            {
                return failure;
            }

            update = sent.Head;
        }

        var result = ResultOf(sent, request.Position);
        var seen = result switch
        {
            WriteResult.Unneeded => new ReadBack(update.Before!),
            WriteResult.Accepted when request.Verify => await sent.ReadBackAsync(_verification, system, untilVerified.Token),
            WriteResult.Ambiguous => await sent.ReadBackAsync(_verification, system, untilVerified.Token),
            _ => default(ReadBack?),
        };
        var outcome = result switch
        {
            WriteResult.Unneeded => Outcomes.OfUnchanged(update, request.Position),
            WriteResult.Refused refused => refused.Failure,
            WriteResult.Accepted when seen is null => Outcomes.Of(update, OutcomeKind.Accepted),
            WriteResult.Accepted accepted => Verification.OfAccepted(system, update, accepted, seen.Value),
            WriteResult.Ambiguous ambiguous => Verification.OfAmbiguous(update, ambiguous, seen!.Value.Record),
            var other => throw new InvalidOperationException($"Unknown result {other}."),
        };
        if (outcome.Failure is not null)
        {
            return outcome;
        }

        if (result is WriteResult.Accepted said)
        {
            outcome = Outcomes.WithWarnings(outcome, update, said);
        }

        _queued.Remember(update, request.Position);
        if (hold is not null)
        {
            await hold.RememberAsync(update, request.Position);
        }

        return await Renewal.ConfirmLabelsAsync(system, request, prepared, outcome, update, seen?.Record.Value, untilVerified.Token);
    }

    /// <summary>Runs the same checks as an update and returns exactly the request that it would send, without sending it.</summary>
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

        return new UpdatePreview(new Patch(system.UpdateMethod.Method, address, body) { Headers = system.HeadersOf(update) }, Outcomes.Fields(update), Outcomes.Warnings(system, update, prepared.Actor));
    }

    private static ValueTask<Result<PlannedUpdate>> ReadAndPlanAsync(ITargetSystem system, PreparedUpdate prepared, CancellationToken cancellationToken) =>
        prepared.NeedsRecord ? ReadAsync(system, prepared, cancellationToken) : ValueTask.FromResult(prepared.Plan(before: null));

    private static async ValueTask<Result<PlannedUpdate>> ReadAsync(ITargetSystem system, PreparedUpdate prepared, CancellationToken cancellationToken)
    {
        using var step = Tracing.Start(TelemetryNames.Read);
        return (await system.ReadAsync(prepared.Record, prepared.Catalog, prepared.Priority, cancellationToken)).Succeeded(out var before, out var failure)
            ? prepared.Plan(before)
            : failure;
    }

    /// <summary>A refusal is certain only for this PATCH. An earlier attempt may have made the update, and that may be the cause of the refusal.</summary>
    private static WriteResult ResultOf(SentUpdate sent, QueuePosition? position) =>
        position is { TriedBefore: true } && sent is { Result: WriteResult.Refused refused, IsRefusedForItsContent: true }
            ? new WriteResult.Ambiguous(refused.Failure, WhenUnreadable: Outcomes.UnknownAfterEarlierTry(refused.Failure))
            : sent.Result;

    private static Result<string> Write(ITargetSystem system, PlannedUpdate update)
    {
        using var step = Tracing.Start(TelemetryNames.Build);
        return system.Write(update);
    }

    private static Failure In(ITargetSystem system, Failure failure) =>
        failure.System is null ? failure with { System = system.Settings.Name } : failure;

    private static Failure TimedOutInQueue(UpdateRequest request, bool wasRefusedWithOthers) => new(
        FailureCode.RateLimited,
        $"Other updates of {request.RecordType} {request.RecordId} are still in progress. "
        + (wasRefusedWithOthers
            ? "This one was refused together with others, and there was no time to send it alone; try again."
            : "Nothing was sent; try again."))
    {
        RetryAfter = TimeSpan.FromSeconds(5),
        Wait = WaitReason.RecordQueue,
    };
}
