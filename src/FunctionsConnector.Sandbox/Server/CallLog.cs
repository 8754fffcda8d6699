using System.Collections.Concurrent;

namespace FunctionsConnector.Sandbox.Server;

/// <summary>The calls of a simulated system, in order of arrival. Thread-safe.</summary>
public sealed class CallLog
{
    /// <summary>The maximum number of kept calls. Older calls are dropped, to limit the memory of a sandbox that runs for long.</summary>
    public const int Capacity = 100_000;

    private readonly ConcurrentQueue<CallEntry> _entries = new();
    private long _arrived;
    private long _countedFrom;

    /// <summary>Whether calls are kept. If off (for benchmarks), they are only counted.</summary>
    public bool Recording { get; set; } = true;

    /// <summary>The number of calls since the last <see cref="Clear"/>, kept or not.</summary>
    public long Count => Interlocked.Read(ref _arrived) - Interlocked.Read(ref _countedFrom);

    /// <summary>The kept calls, oldest first. A call is complete before its response is sent.</summary>
    public IReadOnlyList<RecordedCall> All => [.. _entries.Select(entry => entry.Call).OrderBy(call => call.Number)];

    /// <summary>Removes all calls; the numbering continues.</summary>
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
