using FunctionsConnector.Queue.Messages;

namespace FunctionsConnector.Tests.Queue.Messages;

/// <summary>What is known of a message at its next try, and not of another that bears its id.</summary>
public sealed class MessageMemoryTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private readonly MessageMemory _memory = new(TimeProvider.System);

    [Fact]
    public void A_message_has_the_same_place_at_each_try()
    {
        var first = _memory.Place(Message(1, Noon));

        _memory.Place(Message(2, Noon)).ShouldBe(first with { TriedBefore = true });
    }

    [Fact]
    public void A_message_that_is_put_anew_with_the_id_of_an_earlier_one_has_a_place_of_its_own()
    {
        _memory.Place(Message(1, Noon));

        var place = _memory.Place(Message(1, Noon.AddMinutes(40)));

        (place.QueuedAt, place.TriedBefore).ShouldBe((Noon.AddMinutes(40), false));
        _memory.Place(Message(2, Noon.AddMinutes(40))).Number.ShouldBe(place.Number, "its next try is where it was");
    }

    [Fact]
    public void A_message_does_not_wait_for_what_an_earlier_one_of_its_id_was_told()
    {
        _memory.Place(Message(1, Noon));
        _memory.Postpone(Message(1, Noon), TimeSpan.FromHours(1));

        _memory.WaitOf(Message(2, Noon)).ShouldBeGreaterThan(TimeSpan.FromMinutes(59));
        _memory.WaitOf(Message(1, Noon.AddMinutes(40))).ShouldBe(TimeSpan.Zero);
    }

    private static QueueMessage Message(long tries, DateTimeOffset queuedAt) => new("id", "{}") { Tries = tries, QueuedAt = queuedAt };
}
