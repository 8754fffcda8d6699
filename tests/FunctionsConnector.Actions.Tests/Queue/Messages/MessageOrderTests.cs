using FunctionsConnector.Actions.Queue.Messages;

namespace FunctionsConnector.Actions.Tests.Queue.Messages;

/// <summary>The position of a message at its next attempt.</summary>
public sealed class MessageOrderTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private readonly MessageOrder _order = new(TimeProvider.System);

    [Fact]
    public void A_message_has_the_same_position_at_each_attempt()
    {
        var first = _order.PositionOf(Message(1, Noon));

        _order.PositionOf(Message(2, Noon)).ShouldBe(first with { TriedBefore = true });
    }

    private static QueueMessage Message(long attempt, DateTimeOffset queuedAt) => new("id", "{}", queuedAt, attempt);
}
