using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Patching;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets;
using FunctionsConnector.Core.Telemetry;
using FunctionsConnector.Core.Updates.Coalescing;

namespace FunctionsConnector.Core.Updates;

/// <summary>
/// Makes one update, from the caller's names and values to a verified outcome:
/// <code>
/// find the system ► resolve names and choices, check types ► wait in the record's queue ► read the record where that is needed
///                 ► check onlyIf ► build the PATCH ► send it, with updates that wait ► read back and compare ► outcome or failure
/// </code>
/// </summary>
public sealed class Updater(TargetSystems systems, Timing timing, TimeProvider time)
{
    private readonly Verification _verification = new(timing, time);
    private readonly RecordQueues _queues = new(time);
    private readonly QueuedChanges _queued = new(time);

    /// <summary>Makes the update.</summary>
    /// <returns>The outcome, or a failure of the table, within <see cref="Timing.Request"/>; the caller's earlier wait counts too.</returns>
    public Task<Result<UpdateOutcome>> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken) =>
        InstrumentedUpdate.IsEnabled ? InstrumentedUpdate.RunAsync(request, MakeAsync, cancellationToken) : MakeAsync(request, cancellationToken);

    private async Task<Result<UpdateOutcome>> MakeAsync(UpdateRequest request, CancellationToken cancellationToken)
    {
        using var untilStarted = new TimeLimit(timing.UntilStarted - request.Waited, time, cancellationToken);

        // A caller who disconnects ends the preparation, but neither a PATCH that has begun nor its read-back.
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
        if (entry is null)
        {
            return TimedOutInQueue(request);
        }

        // Another update of this record may have sent this one in its PATCH; else this one is planned and sent now.
        var (update, sent) = (entry.Planned, entry.Sent);
        if (update is null || sent is null)
        {
            var reading = prepared.NeedsRecord ? Reading(system, prepared, entry.Batch) : null;
            if (!(await PlanAsync(system, prepared, untilStarted)).Succeeded(out update, out var failure))
            {
                return failure;
            }

            if (update.Before is not null && Verification.Shows(update.Before, update))
            {
                _queued.Remember(update, request.Position);
                var unchanged = Outcomes.OfUnchanged(update, request.Position);
                return await Renewal.ConfirmLabelsAsync(system, request, prepared, unchanged, update, update.Before, untilVerified.Token);
            }

            reading?.End();
            if (!Write(system, update).Succeeded(out var body, out failure))
            {
                return failure;
            }

            var outgoing = new OutgoingUpdate(update, body, Coalescing(system, entry.Batch, reading)) { Priority = prepared.Priority, Reading = reading };
            sent = await entry.Batch.SendAsync(system, outgoing, _verification, untilVerified, untilStarted);
            update = outgoing.First;
        }

        var outcome = ResultOf(sent, request.Position) switch
        {
            WriteResult.Refused refused => refused.Failure,
            WriteResult.Accepted when !request.Verify => Outcomes.Of(update, OutcomeKind.Accepted),
            WriteResult.Accepted => Verification.OfAccepted(system, update, await sent.ReadBackAsync(_verification, system, untilVerified.Token)),
            WriteResult.Ambiguous result => Verification.OfAmbiguous(update, result, await sent.ReadBackAsync(_verification, system, untilVerified.Token)),
            var other => throw new InvalidOperationException($"Unknown result {other}."),
        };
        if (outcome.Failure is not null)
        {
            return outcome;
        }

        _queued.Remember(update, request.Position);
        return outcome.Value!.Kind != OutcomeKind.Applied
            ? outcome
            : await Renewal.ConfirmLabelsAsync(
                system, request, prepared, outcome, update, (await sent.ReadBackAsync(_verification, system, untilVerified.Token)).Value, untilVerified.Token);
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

        return new UpdatePreview(new Patch(HttpMethod.Patch.Method, address, body), Outcomes.Fields(update), Outcomes.Warnings(system, update));
    }

    private async ValueTask<Result<PlannedUpdate>> PlanAsync(ITargetSystem system, PreparedUpdate prepared, CancellationToken cancellationToken) =>
        (await ReadAndPlanAsync(system, prepared, cancellationToken)).Succeeded(out var update, out var failure)
            ? _queued.CheckSuperseded(update, prepared.Position) is { } superseded ? superseded : update
            : failure;

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

    private Func<PlannedUpdate, PlannedUpdate> Coalescing(ITargetSystem system, Batch batch, RecordReading? reading) =>
        update => batch.Coalesce(update, new Coalescer(system, _queued, reading?.Begun));

    /// <summary>A later reading decides on the update again.</summary>
    private RecordReading Reading(ITargetSystem system, PreparedUpdate prepared, Batch batch) =>
        new(time, record => prepared.Plan(record).Succeeded(out var update, out var failure) && Write(system, update).Succeeded(out var body, out failure)
            ? (update, body)
            : failure!)
        {
            IsTooOldForOthers = batch.HasReaderSince,
        };

    private static Result<string> Write(ITargetSystem system, PlannedUpdate update)
    {
        using var step = Tracing.Start(TelemetryNames.Build);
        return system.Write(update);
    }

    private static Failure In(ITargetSystem system, Failure failure) =>
        failure.System is null ? failure with { System = system.Settings.Name } : failure;

    private static Failure TimedOutInQueue(UpdateRequest request) =>
        new(FailureCode.RateLimited, $"Other updates of {request.RecordType} {request.RecordId} are still in progress. Nothing was sent; try again.")
        {
            RetryAfter = TimeSpan.FromSeconds(5),
        };
}
