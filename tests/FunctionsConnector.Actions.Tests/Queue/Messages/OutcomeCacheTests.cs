using FunctionsConnector.Actions.Queue.Messages;

namespace FunctionsConnector.Actions.Tests.Queue.Messages;

public sealed class KnownOutcomesTests
{
    private static readonly string Long = new('x', 64 * 1024);

    private readonly KnownOutcomes _known = new();
    private int _made;

    [Fact]
    public async Task A_message_that_comes_again_has_the_outcome_that_it_had()
    {
        await HandleAsync("1", "text", tries: 1);

        await HandleAsync("1", "text", tries: 2);

        _made.ShouldBe(1);
    }

    [Fact]
    public async Task Of_long_messages_the_oldest_are_forgotten_before_they_fill_the_memory()
    {
        for (var id = 0; id < 200; id++)
        {
            await HandleAsync($"{id}", Long, tries: 1);
        }

        await HandleAsync("199", Long, tries: 2);
        _made.ShouldBe(200, "the last one is known");
        await HandleAsync("0", Long, tries: 2);
        _made.ShouldBe(201, "200 of 64 Ki characters are more than the 8 Mi that are kept, so the first one is not");
    }

    private Task<MessageOutcome> HandleAsync(string id, string text, int tries) => _known.OnceAsync(
        new QueueMessage(id, text, DateTimeOffset.UnixEpoch, tries),
        () =>
        {
            _made++;
            return Task.FromResult<MessageOutcome>(new MessageOutcome.Ended("{}"));
        },
        TestContext.Current.CancellationToken);
}
