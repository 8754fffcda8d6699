using FunctionsConnector.Server.Queue.Listening;

namespace FunctionsConnector.Actions.Tests.Queue.Listening;

/// <summary>The limit of messages in progress.</summary>
public sealed class MessageSlotsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 4)]
    [InlineData(32, 32)]
    [InlineData(256, 32)]
    public async Task All_free_slots_are_taken_up_to_a_batch(int concurrency, int expected)
    {
        using var slots = new MessageSlots(concurrency);

        (await slots.TakeAsync(Cancellation)).Count.ShouldBe(expected);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 2)]
    [InlineData(5, 3)]
    [InlineData(16, 8)]
    public async Task No_batch_is_taken_until_half_of_the_slots_are_free(int concurrency, int half)
    {
        using var slots = new MessageSlots(concurrency);
        var held = await slots.TakeAsync(Cancellation);

        var next = slots.TakeAsync(Cancellation);
        foreach (var slot in held.Take(half - 1))
        {
            slot.Dispose();
        }

        next.IsCompleted.ShouldBeFalse($"{half - 1} of {concurrency} slots are free");
        held[half - 1].Dispose();
        (await next).Count.ShouldBe(half);
    }

    [Fact]
    public async Task An_outcome_being_put_does_not_block_an_update()
    {
        using var slots = new MessageSlots(1);
        await (await slots.TakeAsync(Cancellation)).Single().SettleAsync();

        slots.TakeAsync(Cancellation).IsCompletedSuccessfully.ShouldBeTrue("the only slot of an update is free");
    }

    [Fact]
    public async Task As_many_outcomes_as_updates_are_put_concurrently_and_the_others_keep_their_slots()
    {
        using var slots = new MessageSlots(1);
        var first = (await slots.TakeAsync(Cancellation)).Single();
        await first.SettleAsync();
        var second = (await slots.TakeAsync(Cancellation)).Single();

        var settling = second.SettleAsync();
        var third = slots.TakeAsync(Cancellation);

        (settling.IsCompleted, third.IsCompleted).ShouldBe((false, false), "one outcome is being put, and another update has the other slot");
        first.Dispose();
        await settling;
        (await third).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_cancelled_wait_releases_its_slots()
    {
        using var slots = new MessageSlots(4);
        var held = await slots.TakeAsync(Cancellation);
        using var stop = new CancellationTokenSource();
        held[0].Dispose();
        var waiting = slots.TakeAsync(stop.Token);

        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => waiting);

        foreach (var slot in held.Skip(1))
        {
            slot.Dispose();
        }

        (await slots.TakeAsync(Cancellation)).Count.ShouldBe(4);
    }
}
