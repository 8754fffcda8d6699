using FunctionsConnector.Core.Updates;

namespace FunctionsConnector.Queue.Messages;

/// <summary>
/// What this process knows of messages it has seen: their order, and when a vendor will hear of them again. It is lost with the
/// process, and nothing depends on it but order and politeness.
/// </summary>
public sealed class MessageMemory(TimeProvider time)
{
    /// <summary>Longer than the hour that may be between two tries of a message, of which each is remembered anew.</summary>
    private static readonly TimeSpan Span = TimeSpan.FromHours(2);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private long _seen;
    private DateTimeOffset _nextSweep = time.GetUtcNow() + Span;

    /// <summary>The message's place in the order, the same at each try.</summary>
    public QueuePlace Place(QueueMessage message)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            Sweep(now);
            var known = Find(message);
            var entry = known ?? new Entry(++_seen, message.QueuedAt ?? now, now, NotBefore: now);
            _entries[message.Id] = entry with { SeenAt = now };
            return new QueuePlace(entry.QueuedAt, entry.Number, TriedBefore: known is not null || message.Tries is not 1);
        }
    }

    /// <summary>How long the message is still to wait before its next try.</summary>
    public TimeSpan WaitOf(QueueMessage message)
    {
        lock (_lock)
        {
            var wait = Find(message) is { } entry ? entry.NotBefore - time.GetUtcNow() : TimeSpan.Zero;
            return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
        }
    }

    public void Postpone(QueueMessage message, TimeSpan wait)
    {
        lock (_lock)
        {
            if (_entries.TryGetValue(message.Id, out var entry))
            {
                _entries[message.Id] = entry with { NotBefore = time.GetUtcNow() + wait };
            }
        }
    }

    public void Forget(QueueMessage message)
    {
        lock (_lock)
        {
            _entries.Remove(message.Id);
        }
    }

    // The ids of Service Bus are the sender's, who may use one again: what was queued at another moment is another message.
    private Entry? Find(QueueMessage message) =>
        _entries.TryGetValue(message.Id, out var entry) && (message.QueuedAt is not { } queuedAt || queuedAt == entry.QueuedAt) ? entry : null;

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

    private sealed record Entry(long Number, DateTimeOffset QueuedAt, DateTimeOffset SeenAt, DateTimeOffset NotBefore);
}
