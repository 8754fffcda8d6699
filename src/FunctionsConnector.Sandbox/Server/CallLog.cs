using System.Collections.Concurrent;

namespace FunctionsConnector.Sandbox.Server;

/// <summary>Every call that reached a simulated system, in order of arrival. Safe for use by many threads.</summary>
public sealed class CallLog
{
    /// <summary>Most calls kept; beyond it the oldest are forgotten, so that a sandbox left running does not eat the memory.</summary>
    public const int Capacity = 100_000;

    private readonly ConcurrentQueue<CallEntry> _entries = new();
    private long _arrived;
    private long _countedFrom;

    /// <summary>Whether calls are kept. Off (for benchmarks), they are only counted.</summary>
    public bool Recording { get; set; } = true;

    /// <summary>Calls that arrived since the last <see cref="Clear"/>, kept or not.</summary>
    public long Count => Interlocked.Read(ref _arrived) - Interlocked.Read(ref _countedFrom);

    /// <summary>The calls kept, oldest first. A call is complete in here before its answer leaves.</summary>
    public IReadOnlyList<RecordedCall> All => [.. _entries.Select(entry => entry.Call).OrderBy(call => call.Number)];

    /// <summary>Forgets all calls; numbering goes on.</summary>
    public void Clear()
    {
        _entries.Clear();
        Interlocked.Exchange(ref _countedFrom, Interlocked.Read(ref _arrived));
    }

    internal CallEntry? Begin(DateTimeOffset at, string pathAndQuery, SandboxRequest request)
    {
        var number = Interlocked.Increment(ref _arrived);
        if (!Recording)
        {
            return null;
        }

        var headers = request.Headers.ToDictionary(
            header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var entry = new CallEntry(new(number, at, request.Method, pathAndQuery, headers, request.Body, null, null));
        _entries.Enqueue(entry);
        if (_entries.Count > Capacity)
        {
            _entries.TryDequeue(out _);
        }

        return entry;
    }
}
