using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Updates;

namespace FunctionsConnector.Actions.Queue.Messages;

/// <summary>
/// The order in which this process received messages. A new process starts without it: then only the insertion times, in whole seconds,
/// give the order.
/// </summary>
public sealed class MessageOrder(TimeProvider time)
{
    /// <summary>Longer than the hour that may pass between two deliveries of a message, each of which renews its entry.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(2);

    private readonly Lock _lock = new();
    private readonly RecentValues<string, Entry> _entries = new(Lifetime, time);
    private long _seen;

    /// <summary>The message's position in the order, the same at each attempt.</summary>
    public QueuePosition PositionOf(QueueMessage message)
    {
        lock (_lock)
        {
            var isKnown = _entries.TryGet(message.Id, out var entry);
            var number = isKnown ? entry.Number : ++_seen;
            _entries.Set(message.Id, entry with { Number = number, IsTried = true, Deliveries = isKnown ? entry.Deliveries : message.Deliveries });
            return new QueuePosition(message.QueuedAt, number, TriedBefore: (isKnown && entry.IsTried) || message.Attempt > 1);
        }
    }

    /// <summary>Notes that this delivery was no attempt, because its update only waited.</summary>
    /// <param name="message">The delivery.</param>
    /// <param name="position">The position that the delivery got.</param>
    public void NotTried(QueueMessage message, QueuePosition position)
    {
        lock (_lock)
        {
            if (_entries.TryGet(message.Id, out var entry))
            {
                _entries.Set(message.Id, entry with { IsTried = position.TriedBefore, Waits = entry.Waits + 1 });
            }
        }
    }

    /// <summary>
    /// The delivery without those before it that were no attempts. The queue counts them while the message stays on it, because it is too
    /// long to be postponed or could not be.
    /// </summary>
    public QueueMessage WithoutWaits(QueueMessage message)
    {
        lock (_lock)
        {
            if (!_entries.TryGet(message.Id, out var entry))
            {
                return message;
            }

            // A postponed message is a new one for the queue, which counts from 1 again.
            var waits = message.Deliveries > entry.Deliveries ? entry.Waits : 0;
            _entries.Set(message.Id, entry with { Deliveries = message.Deliveries, Waits = waits });
            return message with { Attempt = message.Attempt - waits, Deliveries = message.Deliveries - waits };
        }
    }

    public void Remove(QueueMessage message)
    {
        lock (_lock)
        {
            _entries.Remove(message.Id);
        }
    }

    /// <param name="Number">Its place in the order.</param>
    /// <param name="IsTried">Whether an attempt may have sent it.</param>
    /// <param name="Deliveries">The queue's count of the last delivery.</param>
    /// <param name="Waits">How many of them were no attempts.</param>
    private readonly record struct Entry(long Number, bool IsTried, long Deliveries, long Waits);
}
