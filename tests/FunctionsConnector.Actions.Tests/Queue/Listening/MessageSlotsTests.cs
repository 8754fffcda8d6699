using FunctionsConnector.Server.Queue.Listening;

namespace FunctionsConnector.Actions.Tests.Queue.Listening;

/// <summary>How many messages are in hand at a time.</summary>
public sealed class MessagePlacesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 4)]
    [InlineData(32, 32)]
    [InlineData(256, 32)]
    public async Task All_free_places_are_taken_that_one_question_can_fill(int concurrency, int expected)
    {
        using var places = new MessagePlaces(concurrency);

        (await places.TakeAsync(Cancellation)).Count.ShouldBe(expected);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 2)]
    [InlineData(5, 3)]
    [InlineData(16, 8)]
    public async Task Nothing_is_asked_for_until_half_of_the_places_are_free(int concurrency, int half)
    {
        using var places = new MessagePlaces(concurrency);
        var held = await places.TakeAsync(Cancellation);

        var next = places.TakeAsync(Cancellation);
        foreach (var place in held.Take(half - 1))
        {
            place.Dispose();
        }

        next.IsCompleted.ShouldBeFalse($"{half - 1} of {concurrency} places are free");
        held[half - 1].Dispose();
        (await next).Count.ShouldBe(half);
    }

    [Fact]
    public async Task An_outcome_that_is_being_put_keeps_no_update_waiting()
    {
        using var places = new MessagePlaces(1);
        await (await places.TakeAsync(Cancellation)).Single().SettleAsync();

        places.TakeAsync(Cancellation).IsCompletedSuccessfully.ShouldBeTrue("the only place of an update is free");
    }

    [Fact]
    public async Task As_many_outcomes_as_updates_are_put_at_a_time_and_the_rest_keep_their_places()
    {
        using var places = new MessagePlaces(1);
        var first = (await places.TakeAsync(Cancellation)).Single();
        await first.SettleAsync();
        var second = (await places.TakeAsync(Cancellation)).Single();

        var settling = second.SettleAsync();
        var third = places.TakeAsync(Cancellation);

        (settling.IsCompleted, third.IsCompleted).ShouldBe((false, false), "one outcome is being put, and another update has the other place");
        first.Dispose();
        await settling;
        (await third).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Who_stops_waiting_leaves_no_place_taken()
    {
        using var places = new MessagePlaces(4);
        var held = await places.TakeAsync(Cancellation);
        using var stop = new CancellationTokenSource();
        held[0].Dispose();
        var waiting = places.TakeAsync(stop.Token);

        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => waiting);

        foreach (var place in held.Skip(1))
        {
            place.Dispose();
        }

        (await places.TakeAsync(Cancellation)).Count.ShouldBe(4);
    }
}
