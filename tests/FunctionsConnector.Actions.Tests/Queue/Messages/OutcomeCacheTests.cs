using FunctionsConnector.Actions.Queue.Messages;

namespace FunctionsConnector.Actions.Tests.Queue.Messages;

public sealed class OutcomeCacheTests
{
    private static readonly string Long = new('x', 64 * 1024);

    private readonly OutcomeCache _cache = new();
    private int _made;

    [Fact]
    public async Task A_repeated_message_has_the_same_outcome()
    {
        await HandleAsync("1", "text", attempts: 1);

        await HandleAsync("1", "text", attempts: 2);

        _made.ShouldBe(1);
    }

    [Fact]
    public async Task The_oldest_entries_are_removed_when_long_messages_reach_the_limit()
    {
        for (var id = 0; id < 200; id++)
        {
            await HandleAsync($"{id}", Long, attempts: 1);
        }

        await HandleAsync("199", Long, attempts: 2);
        _made.ShouldBe(200, "the last one is cached");
        await HandleAsync("0", Long, attempts: 2);
        _made.ShouldBe(201, "200 of 64 Ki characters are more than the 8 Mi that fit, so the first one is removed");
    }

    [Fact]
    public async Task A_repeated_message_that_is_kept_is_not_put_again()
    {
        await HandleAsync("1", "text", attempts: 1);

        _cache.MarkKept(new QueueMessage("1", "text", DateTimeOffset.UnixEpoch, 1));

        (await HandleAsync("1", "text", attempts: 2)).ShouldBeOfType<MessageOutcome.Ended>().IsKept.ShouldBeTrue();
        _made.ShouldBe(1);
    }

    private Task<MessageOutcome> HandleAsync(string id, string text, int attempts) => _cache.GetOrAddAsync(
        new QueueMessage(id, text, DateTimeOffset.UnixEpoch, attempts),
        () =>
        {
            _made++;
            return Task.FromResult<MessageOutcome>(new MessageOutcome.Ended("{}"));
        },
        TestContext.Current.CancellationToken);
}
