using FunctionsConnector.Actions.Queue.Messages;

namespace FunctionsConnector.Actions.Tests.Queue.Messages;

/// <summary>The message that replaces a message until its next attempt.</summary>
public sealed class PostponedMessageTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_postponed_message_has_the_format_of_other_versions() =>
        PostponedMessage.Of(new QueueMessage("first-id", "{\"title\":\"Ü\"}", Noon, Attempt: 2)).Write().ShouldBe(
            """{"postponed":{"text":"{\"title\":\"Ü\"}","id":"first-id","attempts":2,"queuedAt":"2026-11-21T12:00:00+00:00"}}""");

    [Fact]
    public void A_postponed_message_is_read_as_the_original_message()
    {
        var postponed = new QueueMessage("first-id", "any\r\ntext", Noon, Attempt: 2);

        var next = QueueMessage.Of("second-id", PostponedMessage.Of(postponed).Write(), deliveries: 1, Noon.AddHours(1));

        next.ShouldBe(postponed with { Attempt = 3 });
    }

    [Fact]
    public void A_message_that_only_waited_is_read_as_it_was()
    {
        var waited = new QueueMessage("first-id", "text", Noon, Attempt: 1);

        QueueMessage.Of("second-id", PostponedMessage.AfterWait(waited).Write(), deliveries: 1, Noon.AddHours(1)).ShouldBe(waited);
    }

    [Fact]
    public void A_delivery_to_a_crashed_worker_counts_as_an_attempt() =>
        QueueMessage.Of("id", PostponedMessage.Of(new QueueMessage("id", "x", Noon, 2)).Write(), deliveries: 2, Noon).Attempt.ShouldBe(4);

    [Theory]
    [InlineData("{\"postponed\":true}")]
    [InlineData("{\"postponed\":{}}")]
    [InlineData("{\"postponed\":{\"text\":\"x\",\"id\":\"i\",\"attempts\":-1,\"queuedAt\":\"2026-11-21T12:00:00+00:00\"}}")]
    [InlineData("{\"postponed\":{\"text\":null,\"id\":\"i\",\"attempts\":1,\"queuedAt\":\"2026-11-21T12:00:00+00:00\"}}")]
    [InlineData("{\"postponed\":{\"text\":\"x\",\"id\":\"i\",\"attempts\":1,\"queuedAt\":\"2026-11-21T12:00:00+00:00\"},\"more\":1}")]
    [InlineData("{\"postponed\":")]
    public void Any_other_text_is_a_message_of_a_sender(string text) => QueueMessage.Of("id", text, deliveries: 1, Noon).Text.ShouldBe(text);
}
