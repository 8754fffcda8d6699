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

    [Fact]
    public void A_delivery_that_only_waited_is_no_earlier_try()
    {
        var position = _order.PositionOf(Message(1, Noon));

        _order.NotTried(Message(1, Noon), position);

        _order.PositionOf(Message(1, Noon)).ShouldBe(position);
    }

    [Fact]
    public void A_try_of_another_process_after_a_wait_here_is_an_earlier_try()
    {
        _order.NotTried(Message(1, Noon), _order.PositionOf(Message(1, Noon)));

        _order.PositionOf(Message(2, Noon)).TriedBefore.ShouldBeTrue();
    }

    [Fact]
    public void A_wait_after_a_try_leaves_the_try()
    {
        _order.PositionOf(Message(1, Noon));
        _order.NotTried(Message(2, Noon), _order.PositionOf(Message(2, Noon)));

        _order.PositionOf(Message(2, Noon)).TriedBefore.ShouldBeTrue();
    }

    [Fact]
    public void Deliveries_of_the_same_queue_message_that_only_waited_are_not_counted()
    {
        for (var delivery = 1; delivery <= 3; delivery++)
        {
            var message = _order.WithoutWaits(Message(delivery, Noon) with { Deliveries = delivery });
            (message.Attempt, message.Deliveries).ShouldBe((1, 1));
            _order.NotTried(message, _order.PositionOf(message));
        }

        var postponed = _order.WithoutWaits(Message(1, Noon));
        (postponed.Attempt, postponed.Deliveries).ShouldBe((1, 1));
        var crashed = _order.WithoutWaits(Message(2, Noon) with { Deliveries = 2 });
        (crashed.Attempt, crashed.Deliveries).ShouldBe((2, 2));
    }

    private static QueueMessage Message(long attempt, DateTimeOffset queuedAt) => new("id", "{}", queuedAt, attempt);
}
