using FunctionsConnector.Actions.Queue.Messages;

namespace FunctionsConnector.Actions.Tests.Queue.Messages;

/// <summary>The position of a message at its next try.</summary>
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

    private static QueueMessage Message(long attempt, DateTimeOffset queuedAt) => new("id", "{}", queuedAt, attempt);
}
