using FunctionsConnector.Core.Updates;

namespace FunctionsConnector.Actions.Queue.Messages;

/// <summary>
/// The order of the messages that this process has seen. It is lost with the process; then only the times at which messages were queued,
/// in whole seconds, say their order.
/// </summary>
public sealed class MessageMemory(TimeProvider time)
{
    /// <summary>Longer than the hour that may lie between two tries of a message, each of which renews its entry.</summary>
    private static readonly TimeSpan Span = TimeSpan.FromHours(2);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private long _seen;
    private DateTimeOffset _nextSweep = time.GetUtcNow() + Span;

    /// <summary>The message's position in the order, the same at each try.</summary>
    public QueuePosition Place(QueueMessage message)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            Sweep(now);
            var isKnown = _entries.TryGetValue(message.Id, out var entry);
            var number = isKnown ? entry.Number : ++_seen;
            _entries[message.Id] = new Entry(number, now);
            return new QueuePosition(message.QueuedAt, number, TriedBefore: isKnown || message.Attempt > 1);
        }
    }

    public void Forget(QueueMessage message)
    {
        lock (_lock)
        {
            _entries.Remove(message.Id);
        }
    }

    private void Sweep(DateTimeOffset now)
    {
        if (now < _nextSweep)
        {
            return;
        }

        _nextSweep = now + Span;
        foreach (var id in _entries.Where(pair => pair.Value.SeenAt + Span < now).Select(pair => pair.Key).ToList())
        {
            _entries.Remove(id);
        }
    }

    private readonly record struct Entry(long Number, DateTimeOffset SeenAt);
}
