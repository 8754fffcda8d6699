using FunctionsConnector.Core.Coordination.Records;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Patching;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets;
using FunctionsConnector.Core.Telemetry;

namespace FunctionsConnector.Core.Updates.Coalescing;

/// <summary>
/// A FIFO queue of updates per record, with coalescing and hand-off. One batch at a time holds a record: two at once would each read
/// back the other's values and report them wrongly. A vendor's calls are scarce, so updates that wait share one PATCH.
/// </summary>
/// <remarks>
/// <code>
///  queue of one record            batch that holds the record
///  ┌───┬───┬───┬───┐   dequeue    ┌───────────────────┐  dispatch   ┌───────────┐  verify
///  │ E │ D │ C │ B │ ───────────► │ A (head), B and D │ ──────────► │ one PATCH │ ────────► each member's outcome
///  └───┴───┴───┴───┘              └───────────────────┘             └───────────┘               │
///        ▲       C conflicts and stays                                │ refused                 │ last member ends
///        └──────────── requeue B and D, retry individually ◄──────────┘                         ▼
///                                                                              hand-off: C becomes the head
/// </code>
/// <list type="number">
/// <item>Enqueue. The first update of an idle record becomes the head of a batch. Every other one waits in the record's queue.</item>
/// <item>Wait. The head waits for a slot within the vendor's limits.</item>
/// <item>Plan. When the call may start, the head reads the record where it needs it, so that no wait lies between reading and PATCH.</item>
/// <item>Coalesce. <see cref="Batch"/> takes the waiting updates that <see cref="Coalescer"/> can merge.</item>
/// <item>Dispatch. One PATCH carries all of them, and each member gets the vendor's response.</item>
/// <item>Retry individually. A refusal does not say which member is at fault, so refused members are requeued by their arrival.</item>
/// <item>Verify. All members share one read-back; each compares its own fields.</item>
/// <item>Hand off. When the last member ends, the next update in the queue becomes the head.</item>
/// </list>
/// </remarks>
/// <param name="time">The clock.</param>
/// <param name="leases">The records that this instance holds among all instances; null where no other instance is known.</param>
internal sealed class RecordQueues(TimeProvider time, RecordLeases? leases = null)
{
    /// <summary>
    /// A host hands over a batch of queue messages in any order within a few milliseconds. An idle record waits this long, so that the
    /// queue is complete before the first message is chosen.
    /// </summary>
    private static readonly TimeSpan GatheringTime = TimeSpan.FromMilliseconds(20);

    private readonly Lock _lock = new();

    // One entry per busy record. The list is null while no update waits, which is the usual case.
    private readonly Dictionary<RecordReference, List<QueueEntry>?> _queues = [];
    private long _arrivals;

    /// <summary>Waits until the update holds its record, or until another update's batch sent it. Dispose of the entry when the update ends.</summary>
    /// <param name="update">The update.</param>
    /// <param name="untilVerified">Ends the wait for the response, where another update's batch carries this one.</param>
    /// <param name="untilStarted">Ends the wait in the queue.</param>
    /// <returns>The entry; see <see cref="QueueEntry.HasTimedOut"/>.</returns>
    public ValueTask<QueueEntry> EnterAsync(PreparedUpdate update, TimeLimit untilVerified, CancellationToken untilStarted)
    {
        var entry = new QueueEntry(update);
        if (update.Position is null && TryHold(entry))
        {
            if (entry.Batch.Hold is { } hold)
            {
                return AcquireAsync(entry, hold, isTraced: true, untilStarted);
            }

            using var step = Tracing.Start(TelemetryNames.WaitForRecord);
            return new ValueTask<QueueEntry>(entry);
        }

        return WaitAsync(entry, untilVerified, untilStarted);
    }

    /// <summary>The arrival of the last update that had to wait, for any record.</summary>
    public long LastArrival
    {
        get
        {
            lock (_lock)
            {
                return _arrivals;
            }
        }
    }

    /// <summary>The updates that wait for the record, in their order.</summary>
    public IReadOnlyList<QueueEntry> Waiting(RecordReference key)
    {
        lock (_lock)
        {
            return _queues[key] is { } queue ? InOrder(queue) : [];
        }
    }

    /// <summary>Moves updates from the queue into the batch that holds their record.</summary>
    /// <returns>False when one of them has timed out; then none is moved.</returns>
    public bool TryMove(IReadOnlyList<(QueueEntry Entry, PlannedUpdate Planned)> members, Batch batch)
    {
        lock (_lock)
        {
            var queue = QueueOf(batch.Key);
            if (!members.All(member => queue.Contains(member.Entry)))
            {
                return false;
            }

            foreach (var (entry, planned) in members)
            {
                queue.Remove(entry);
                entry.Grant(batch, planned);
            }

            return true;
        }
    }

    /// <summary>Lets the next update in the queue hold the record. Without one, the record is idle.</summary>
    public void HandOff(RecordReference key)
    {
        lock (_lock)
        {
            if (_queues.Remove(key, out var queue) && queue is { Count: > 0 })
            {
                var next = InOrder(queue)[0];
                queue.Remove(next);
                _queues.Add(key, queue);
                next.Grant(BatchOf(next));
            }
        }
    }

    private async ValueTask<QueueEntry> WaitAsync(QueueEntry entry, TimeLimit untilVerified, CancellationToken untilStarted)
    {
        using var step = Tracing.Start(TelemetryNames.WaitForRecord);
        if (Enqueue(entry))
        {
            await Task.Delay(entry.Update.Position is null ? TimeSpan.Zero : GatheringTime, time, CancellationToken.None);
            HandOff(entry.Key);
        }

        await using var timeout = untilStarted.Register(() => GiveUp(entry));
        while (await entry.Granted)
        {
            if (entry.IsHead)
            {
                return entry.Batch.Hold is { } hold ? await AcquireAsync(entry, hold, isTraced: false, untilStarted) : entry;
            }

            if (await entry.WasSentAsync(untilVerified.Token))
            {
                Tracing.LinkUpdate(step, entry.Sent!.Span);
                return entry;
            }

            Requeue(entry, untilStarted);
        }

        return entry;
    }

    /// <summary>Waits until no other instance holds the record.</summary>
    private static async ValueTask<QueueEntry> AcquireAsync(QueueEntry entry, RecordHold hold, bool isTraced, CancellationToken untilStarted)
    {
        using var step = isTraced ? Tracing.Start(TelemetryNames.WaitForRecord) : null;
        var held = Result.From(false);
        try
        {
            held = await hold.AcquireAsync(untilStarted);
        }
        finally
        {
            // Also after an error of the connector: others wait behind this update.
            if (!held.Value)
            {
                entry.Abandon(held.Failure);
            }
        }

        return entry;
    }

    private Batch BatchOf(QueueEntry head) => new(this, head, leases?.Open(head.Key, isQueued: head.Update.Position is not null));

    private bool TryHold(QueueEntry entry)
    {
        lock (_lock)
        {
            var isIdle = _queues.TryAdd(entry.Key, null);
            if (isIdle)
            {
                entry.Grant(BatchOf(entry));
            }

            return isIdle;
        }
    }

    /// <returns>Whether the record was idle. Then the caller starts the first hand-off.</returns>
    private bool Enqueue(QueueEntry entry)
    {
        lock (_lock)
        {
            var isIdle = _queues.TryAdd(entry.Key, null);
            entry.StartWaiting(++_arrivals);
            QueueOf(entry.Key).Add(entry);
            return isIdle;
        }
    }

    private void Requeue(QueueEntry entry, CancellationToken untilStarted)
    {
        var refused = entry.Batch;
        lock (_lock)
        {
            entry.WaitForIndividualRetry();
            if (untilStarted.IsCancellationRequested)
            {
                entry.GiveUp();
            }
            else
            {
                var queue = QueueOf(entry.Key);
                queue.Insert(queue.FindLastIndex(other => other.Arrival < entry.Arrival) + 1, entry);
            }
        }

        // Last, because the last member to leave hands the record to the next update in the queue.
        refused.Leave();
    }

    private void GiveUp(QueueEntry entry)
    {
        lock (_lock)
        {
            // An update that is in a batch is not in the queue; it waits for the response.
            if (_queues.GetValueOrDefault(entry.Key)?.Remove(entry) is true)
            {
                entry.GiveUp();
            }
        }
    }

    private List<QueueEntry> QueueOf(RecordReference key) => _queues[key] ??= [];

    /// <summary>By arrival. Among themselves, updates from a message queue are in that queue's order.</summary>
    private static List<QueueEntry> InOrder(List<QueueEntry> queue)
    {
        var positioned = new Queue<QueueEntry>(queue.Where(entry => entry.Update.Position is not null).OrderBy(entry => entry.Update.Position!.Order));
        return [.. queue.Select(entry => entry.Update.Position is null ? entry : positioned.Dequeue())];
    }
}
