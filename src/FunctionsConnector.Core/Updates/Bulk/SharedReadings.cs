using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Patching;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets;

namespace FunctionsConnector.Core.Updates.Bulk;

/// <summary>
/// The read-backs of a bulk in as few calls as possible: each waits until all updates of the bulk wait for theirs or have ended, or until its
/// own time is over.
/// </summary>
/// <param name="system">The system.</param>
/// <param name="members">How many updates the bulk has.</param>
/// <param name="longestWait">
/// After so long, those that wait are made: meanwhile their records are held, and an update may wait for another bulk, which may wait for this one.
/// </param>
/// <param name="time">The clock.</param>
internal sealed class SharedReadings(IReadsRecordsTogether system, int members, TimeSpan longestWait, TimeProvider time)
{
    private readonly Lock _lock = new();
    private List<Reading> _waiting = [];
    private int _members = members;
    private ITimer? _wait;

    /// <summary>The record after the PATCH, or the failure where the vendor could not be asked.</summary>
    /// <param name="single">The system's call for one record, for one that the common call does not show whole.</param>
    /// <param name="update">The update.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Result<Record>> ReadAsync(ITargetSystem single, PlannedUpdate update, CancellationToken cancellationToken)
    {
        var reading = new Reading(update, cancellationToken);
        Start(Add(reading));
        var together = await reading.Record.Task.WaitAsync(cancellationToken);
        return together ?? await single.ReadAsync(update.Record, update.Catalog, CallPriority.ReadBack, cancellationToken);
    }

    /// <summary>An update of the bulk has ended, or will not start.</summary>
    public void Leave()
    {
        List<Reading> ready;
        lock (_lock)
        {
            _members--;
            ready = _waiting.Count >= _members ? Take() : [];
        }

        Start(ready);
    }

    private List<Reading> Add(Reading reading)
    {
        lock (_lock)
        {
            _waiting.Add(reading);
            if (_waiting.Count >= _members)
            {
                return Take();
            }

            _wait ??= time.CreateTimer(static readings => ((SharedReadings)readings!).EndWait(), this, longestWait, Timeout.InfiniteTimeSpan);
            return [];
        }
    }

    private void EndWait()
    {
        List<Reading> ready;
        lock (_lock)
        {
            ready = Take();
        }

        Start(ready);
    }

    private List<Reading> Take()
    {
        _wait?.Dispose();
        _wait = null;
        var ready = _waiting;
        _waiting = [];
        return ready;
    }

    private void Start(List<Reading> ready)
    {
        if (ready.Count > 0)
        {
            _ = ReadAsync(ready);
        }
    }

    private async Task ReadAsync(List<Reading> readings)
    {
        try
        {
            if (readings.Count == 1)
            {
                readings[0].Record.SetResult(null);
                return;
            }

            // The token of the one that has the most time; all of a bulk end at about the same time.
            var read = await system.ReadBackAsync(
                readings[0].Update.Catalog, [.. readings.Select(reading => reading.Update.Record.RecordId)], readings[^1].CancellationToken);
            foreach (var reading in readings)
            {
                reading.Record.SetResult(
                    // A record alone may be the cause of a lasting failure, so each is read by its id.
                    !read.Succeeded(out var records, out var failure) ? failure.Code.IsRetryable ? failure : default(Result<Record>?)
                    : records.FirstOrDefault(record => record.Id == reading.Update.Record.RecordId) is { } record && ShowsAll(record, reading.Update) ? record
                    : default(Result<Record>?));
            }
        }
        catch (Exception exception)
        {
            // Nobody awaits this task; those who wait for their records must not wait for ever.
            readings.ForEach(reading => reading.Record.TrySetException(exception));
        }
    }

    private static bool ShowsAll(Record record, PlannedUpdate update) => update.Changes.All(change => record.Shows(change.Field.Name));

    private sealed record Reading(PlannedUpdate Update, CancellationToken CancellationToken)
    {
        public TaskCompletionSource<Result<Record>?> Record { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
