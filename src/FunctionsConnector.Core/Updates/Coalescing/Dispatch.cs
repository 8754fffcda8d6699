using System.Diagnostics;
using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Coordination.Records;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Patching;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets;
using FunctionsConnector.Core.Telemetry;

namespace FunctionsConnector.Core.Updates.Coalescing;

/// <summary>
/// The update of a batch's head on its way to the vendor. Where it needs the record, it is planned with a reading made when the slot of
/// its PATCH is in hand, at each attempt; else it is planned before the wait.
/// </summary>
internal sealed class Dispatch : OutgoingUpdate
{
    private readonly ITargetSystem _system;
    private readonly PreparedUpdate _update;
    private readonly QueuedChanges _queued;
    private readonly Batch? _batch;
    private readonly RecordHold? _hold;
    private PlannedUpdate? _head;
    private string _body = string.Empty;

    private Dispatch(ITargetSystem system, PreparedUpdate update, QueuedChanges queued, Batch? batch, RecordHold? hold) =>
        (_system, _update, _queued, _batch, _hold) = (system, update, queued, batch, hold);

    public override RecordReference Record => _update.Record;

    public override FieldCatalog Catalog => _update.Catalog;

    public override CallPriority Priority => _update.Priority;

    public override string? Actor => _update.Actor;

    public override bool ReadsRecord => _update.NeedsRecord;

    /// <summary>Whether the last attempt decided to send nothing.</summary>
    public bool IsStopped { get; private set; }

    /// <param name="system">The system.</param>
    /// <param name="update">The head's update.</param>
    /// <param name="queued">Knows which updates a later one has superseded.</param>
    /// <param name="batch">Coalesces waiting updates into it.</param>
    /// <returns>The dispatch, or the failure of an update that needs no record and cannot be planned.</returns>
    public static Result<Dispatch> Create(ITargetSystem system, PreparedUpdate update, QueuedChanges queued, Batch batch) =>
        Create(system, update, queued, batch, batch.Hold);

    private static Result<Dispatch> Create(ITargetSystem system, PreparedUpdate update, QueuedChanges queued, Batch? batch, RecordHold? hold)
    {
        var dispatch = new Dispatch(system, update, queued, batch, hold);
        return !update.NeedsRecord && dispatch.Plan(before: null) is { } failure ? failure : dispatch;
    }

    /// <summary>The same update without those that were coalesced into it.</summary>
    public Result<Dispatch> Individually() => Create(_system, _update, _queued, batch: null, _hold);

    /// <inheritdoc/>
    public override ValueTask<WriteResult?> CloseAsync(Func<CancellationToken, Task<Result<Record>>> read, CancellationToken cancellationToken) =>
        ReadsRecord ? ReadAndCloseAsync(read, cancellationToken)
            : _hold is { IsKept: false } hold ? KeepAndCloseAsync(hold)
            : ValueTask.FromResult<WriteResult?>(CloseUnread());

    /// <summary>The PATCH that was sent; the failure where none was.</summary>
    /// <param name="result">What is known after the vendor's response.</param>
    /// <param name="span">The span in which it was sent.</param>
    public Result<SentUpdate> With(WriteResult result, ActivityContext span) => result switch
    {
        WriteResult.Unneeded { Update: var update } => new SentUpdate(update, result),
        WriteResult.Refused { Failure: var failure } when Sent is null || IsStopped => failure,
        _ => new SentUpdate(Sent!, result) { Head = _head!, Span = span, Priority = Priority, Member = _batch is { HasMembers: true } ? null : _update.Member },
    };

    private async ValueTask<WriteResult?> ReadAndCloseAsync(Func<CancellationToken, Task<Result<Record>>> read, CancellationToken cancellationToken)
    {
        IsStopped = true;
        if (_batch is { HasMembers: true })
        {
            // An earlier attempt did not arrive. Its members were planned with a reading that is now too old.
            return new WriteResult.Refused(new Failure(FailureCode.RateLimited, "The updates of a batch are retried individually."));
        }

        var last = _batch?.LastArrival ?? 0;
        if (!(await ReadAsync(read, cancellationToken)).Succeeded(out var before, out var failure) || (failure = Plan(before)) is not null)
        {
            return new WriteResult.Refused(failure);
        }

        if (Verification.IsUnneeded(_head!))
        {
            return new WriteResult.Unneeded(_head!);
        }

        // Another instance that has taken the record may have changed it since it was read.
        return _hold is { IsKept: false } && await _hold.KeepAsync() is { } taken ? NotSent(taken) : Close(last);
    }

    private async ValueTask<WriteResult?> KeepAndCloseAsync(RecordHold hold)
    {
        if (await hold.KeepAsync() is not { } taken)
        {
            return CloseUnread();
        }

        return NotSent(taken);
    }

    /// <summary>Nothing is sent now. Where an earlier attempt may have been made, only the record says what is so.</summary>
    private WriteResult NotSent(Failure taken)
    {
        IsStopped = Sent is null;
        return IsStopped
            ? new WriteResult.Refused(taken)
            : new WriteResult.Ambiguous(taken with { Wait = null }, WhenUnreadable: Outcomes.UnknownAfterEarlierTry(taken));
    }

    private WriteResult.Refused? CloseUnread() => Sent is null ? Close(lastBeforeReading: long.MaxValue) : null;

    private static async Task<Result<Record>> ReadAsync(Func<CancellationToken, Task<Result<Record>>> read, CancellationToken cancellationToken)
    {
        using var step = Tracing.Start(TelemetryNames.Read);
        return await read(cancellationToken);
    }

    /// <returns>The failure where it cannot be sent; else null.</returns>
    private Failure? Plan(Record? before)
    {
        using var step = Tracing.Start(TelemetryNames.Build);
        if (!_update.Plan(before).Succeeded(out var planned, out var failure))
        {
            return failure;
        }

        if (_queued.CheckSuperseded(planned, _update.Position) is { } superseded)
        {
            return superseded;
        }

        // Nothing is written for values that the record already has.
        var body = string.Empty;
        if (!Verification.IsUnneeded(planned) && !_system.Write(planned).Succeeded(out body, out failure))
        {
            return failure;
        }

        (_head, _body) = (planned, body);
        return null;
    }

    private WriteResult.Refused? Close(long lastBeforeReading)
    {
        var merged = _batch?.Coalesce(_head!, new Coalescer(_system, _queued, Actor, lastBeforeReading) { TakesQueued = _hold is not { IsAlone: true } }) ?? _head!;
        var body = _body;
        if (!ReferenceEquals(merged, _head) && !_system.Write(merged).Succeeded(out body, out var failure))
        {
            IsStopped = true;
            return new WriteResult.Refused(failure);
        }

        (Sent, Body, IsStopped) = (merged, body, false);
        return null;
    }
}
