using FunctionsConnector.Core.Updates;

namespace FunctionsConnector.Actions.Queue.Messages;

/// <summary>
/// The order in which this process received messages. A new process starts without it: then only the insertion times, in whole seconds,
/// give the order.
/// </summary>
public sealed class MessageOrder(TimeProvider time)
{
    /// <summary>Longer than the hour that may pass between two attempts at a message, each of which renews its entry.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(2);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private long _seen;
    private DateTimeOffset _nextSweep = time.GetUtcNow() + Lifetime;

    /// <summary>The message's position in the order, the same at each attempt.</summary>
    public QueuePosition PositionOf(QueueMessage message)
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

    public void Remove(QueueMessage message)
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

        _nextSweep = now + Lifetime;
        foreach (var id in _entries.Where(pair => pair.Value.SeenAt + Lifetime < now).Select(pair => pair.Key).ToList())
        {
            _entries.Remove(id);
        }
    }

    private readonly record struct Entry(long Number, DateTimeOffset SeenAt);
}
