using FunctionsConnector.Core.Resilience;
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
    private readonly RecentValues<string, long> _numbers = new(Lifetime, time);
    private long _seen;

    /// <summary>The message's position in the order, the same at each attempt.</summary>
    public QueuePosition PositionOf(QueueMessage message)
    {
        lock (_lock)
        {
            var isKnown = _numbers.TryGet(message.Id, out var known);
            var number = isKnown ? known : ++_seen;
            _numbers.Set(message.Id, number);
            return new QueuePosition(message.QueuedAt, number, TriedBefore: isKnown || message.Attempt > 1);
        }
    }

    public void Remove(QueueMessage message)
    {
        lock (_lock)
        {
            _numbers.Remove(message.Id);
        }
    }
}
