using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets;

namespace FunctionsConnector.Core.Coordination.Records;

/// <summary>The records that this instance updates or waits for. Of all instances, only the one with a record's lease updates it.</summary>
/// <param name="services">The table, its clock, and the name of this instance.</param>
/// <param name="timing">The time limits.</param>
public sealed class RecordLeases(SharedServices services, Timing timing) : IAsyncDisposable
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly Dictionary<RecordReference, Entry> _entries = [];
    private long _leases;
    private bool _isStopping;

    /// <summary>Waits until the records that were released last are free for other instances, so that a stop of this one delays no other.</summary>
    public async ValueTask DisposeAsync()
    {
        List<Task> releasing;
        lock (_lock)
        {
            _isStopping = true;
            releasing = [.. _entries.Values.Select(entry => entry.Releasing)];
        }

        await Task.WhenAll(releasing);
    }

    /// <summary>The row of a record, which is deleted when it says nothing any more.</summary>
    internal static RowUpdate<RecordRow> RowOf(RowKey key, SharedServices services) =>
        new(key, CoordinationJson.Default.RecordRow, content => content.IsIdle ? null : content.Expires, services, isNew: true);

    /// <summary>The lease for one more update of the record. <see cref="RecordHold.AcquireAsync"/> waits for it.</summary>
    internal RecordHold Open(RecordReference record, bool isQueued)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(record, out var entry))
            {
                var key = new RowKey("record", $"{record.System} {record.RecordType} {record.RecordId}");
                entry = new Entry(new RecordLease(RowOf(key, services), $"{services.Instance}-{++_leases}", timing.Call, services));
                _entries.Add(record, entry);
            }

            entry.Updates++;
            return new RecordHold(entry.Lease, isQueued, () => Close(record, entry));
        }
    }

    private void Close(RecordReference record, Entry entry)
    {
        lock (_lock)
        {
            if (--entry.Updates == 0)
            {
                entry.Releasing = ReleaseAsync(record, entry);
            }
        }
    }

    private async Task ReleaseAsync(RecordReference record, Entry entry)
    {
        // Not within the lock of the caller.
        await Task.Yield();
        while (true)
        {
            // Until it is written, others would wait for the lease to end, and would not know what queued updates changed.
            var released = await entry.Lease.ReleaseAsync(IsIdle);
            lock (_lock)
            {
                if (entry.Updates > 0)
                {
                    return;
                }

                if (released.Failure is null || _isStopping || entry.Lease.IsForgotten)
                {
                    if (_entries.GetValueOrDefault(record) == entry)
                    {
                        _entries.Remove(record);
                    }

                    return;
                }
            }

            // At different times: after an outage, many records are released.
            await Task.Delay(LongestPause * (0.5 + (services.Random() / 2)), services.Time);
        }

        bool IsIdle()
        {
            lock (_lock)
            {
                return entry.Updates == 0;
            }
        }
    }

    private sealed class Entry(RecordLease lease)
    {
        public RecordLease Lease => lease;

        /// <summary>How many updates use it.</summary>
        public int Updates { get; set; }

        public Task Releasing { get; set; } = Task.CompletedTask;
    }
}
