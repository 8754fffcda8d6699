using FunctionsConnector.Core.Coordination;
using FunctionsConnector.Core.Coordination.Calls;

namespace FunctionsConnector.Core.Tests.Coordination;

public class MinuteRowTests
{
    private const int Limit = 80;

    private static readonly DateTimeOffset Start = new(2026, 3, 21, 14, 30, 0, TimeSpan.Zero);

    [Fact]
    public void A_grant_is_a_part_of_the_limit() => Granted(new MinuteRow().Take(Callers("a", 30), Limit, At(0)), "a").ShouldBe((4, 0));

    [Fact]
    public void What_was_not_used_is_given_back()
    {
        var row = new MinuteRow().Take(Callers("a", 4), Limit, At(0));

        row = row.Take(Callers("a", 0) with { UsedByCallers = 1, LastGrant = 1 }, Limit, At(1));

        (row.Charged, row.Granted.Count).ShouldBe((1, 0));
    }

    [Fact]
    public void A_grant_of_an_instance_that_says_nothing_more_counts_whole_from_its_end_on()
    {
        var row = new MinuteRow().Take(Callers("a", 4), Limit, At(0));

        row = row.Take(Callers("b", 0), Limit, At(10));
        row.Charged.ShouldBe(4);

        // Until 3 s it could start calls; each counts for 65 s, and a second is added for rounding.
        row.Take(Callers("b", 0), Limit, At(68)).Charged.ShouldBe(4);
        row.Take(Callers("b", 0), Limit, At(69)).Charged.ShouldBe(0);
    }

    [Fact]
    public void Of_a_grant_whose_answer_was_lost_nothing_was_used()
    {
        var row = new MinuteRow().Take(Callers("a", 4), Limit, At(0));

        row = row.Take(Callers("a", 0) with { UsedByCallers = 4, LastGrant = 0 }, Limit, At(1));

        row.Charged.ShouldBe(0);
    }

    [Fact]
    public void No_instance_gets_calls_beyond_the_limit()
    {
        var row = new MinuteRow { Spent = [new SpentCalls(Start.ToUnixTimeSeconds(), Limit - 1, 0)] };

        row = row.Take(Callers("a", 3), Limit, At(1)).Take(Callers("b", 3), Limit, At(1));

        (Granted(row, "a"), Granted(row, "b")).ShouldBe(((1, 0), (0, 0)));
    }

    [Fact]
    public void Who_waits_longer_is_served_first()
    {
        var full = new MinuteRow { Spent = [new SpentCalls(Start.ToUnixTimeSeconds(), Limit - 2, 0), new SpentCalls(Start.ToUnixTimeSeconds() + 30, 2, 0)] };
        var row = full.Take(Callers("a", 4), Limit, At(60)).Take(Callers("b", 4), Limit, At(61));
        row = row with { Spent = [new SpentCalls(Start.ToUnixTimeSeconds() + 30, Limit - 4, 0)] };

        row = row.Take(Callers("b", 4), Limit, At(62));
        Granted(row, "b").ShouldBe((0, 0), "the four that are free are for a");
        Granted(row.Take(Callers("a", 4), Limit, At(62)), "a").ShouldBe((4, 0));
    }

    [Fact]
    public void An_instance_that_waits_no_more_holds_up_nobody()
    {
        var row = new MinuteRow { Spent = [new SpentCalls(Start.ToUnixTimeSeconds(), Limit, 0)] }.Take(Callers("a", 4), Limit, At(1));
        row = row with { Spent = [new SpentCalls(Start.ToUnixTimeSeconds(), Limit - 4, 0)] };

        Granted(row.Take(Callers("b", 4), Limit, At(2)), "b").ShouldBe((0, 0));
        Granted(row.Take(Callers("b", 4), Limit, At(6)), "b").ShouldBe((4, 0));
    }

    [Fact]
    public void Callers_of_another_instance_go_before_the_queue()
    {
        var spent = new MinuteRow { Spent = [new SpentCalls(Start.ToUnixTimeSeconds(), Limit - 20, 20)] };
        var row = spent.Take(Queued("a", 4), Limit, At(1)).Take(Callers("b", 4), Limit, At(2));
        row = row with { Spent = [new SpentCalls(Start.ToUnixTimeSeconds(), Limit - 24, 20)] };

        Granted(row.Take(Queued("a", 4), Limit, At(3)), "a").ShouldBe((0, 0), "the queue has had its quarter");
    }

    [Fact]
    public void The_queue_keeps_a_quarter_of_the_limit()
    {
        var spent = new MinuteRow { Spent = [new SpentCalls(Start.ToUnixTimeSeconds(), Limit - 4, 0)] };
        var row = spent.Take(Queued("a", 9), Limit, At(1));
        Granted(row, "a").ShouldBe((0, 4));

        spent.Take(Callers("b", 4), Limit, At(1)).Take(Callers("c", 4), Limit, At(1)).Granted.Values.Sum(granted => granted.All)
            .ShouldBe(4, "without queued updates callers get all");
    }

    [Fact]
    public void A_grant_of_less_than_one_update_needs_is_not_made()
    {
        var row = new MinuteRow { Spent = [new SpentCalls(Start.ToUnixTimeSeconds(), Limit - 1, 0)] };

        Granted(row.Take(Callers("a", 4) with { LeastOfCallers = 2 }, Limit, At(1)), "a").ShouldBe((0, 0));
    }

    [Fact]
    public void A_queued_update_that_costs_more_than_a_batch_is_granted_although_callers_wait()
    {
        const int Small = 20;
        var spent = new MinuteRow { Spent = [new SpentCalls(Start.ToUnixTimeSeconds(), Small - 5, 0)] };
        var row = spent.Take(Callers("b", 9), Small, At(1)).Take(Queued("a", 3) with { LeastQueued = 3 }, Small, At(1));

        Granted(row, "a").ShouldBe((0, 3));
    }

    [Fact]
    public void Calls_that_were_settled_and_not_made_are_taken_back()
    {
        var row = new MinuteRow { Spent = [new SpentCalls(Start.ToUnixTimeSeconds(), 2, 1), new SpentCalls(Start.ToUnixTimeSeconds() + 5, 4, 0)] };

        row.Take(Callers("a", 0) with { TakenBack = 4 }, Limit, At(6)).Spent.ShouldBe([new SpentCalls(Start.ToUnixTimeSeconds() + 5, 3, 0)]);
    }

    [Fact]
    public void The_wait_of_a_burst_after_a_quiet_minute_is_one_window()
    {
        var row = new MinuteRow { Spent = [new SpentCalls(Start.ToUnixTimeSeconds(), 1, 0)] };

        row.UntilFree(Limit + 30, Limit, At(30)).ShouldBe(MinuteRow.Window);
    }

    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(1, 80, 64)]
    [InlineData(5, 76, 64)]
    [InlineData(4, 76, 0)]
    public void The_wait_is_until_enough_calls_no_longer_count(int count, int spent, int seconds) =>
        new MinuteRow { Spent = [new SpentCalls(Start.ToUnixTimeSeconds(), spent, 0)] }.UntilFree(count, Limit, At(1)).ShouldBe(TimeSpan.FromSeconds(seconds));

    private static TimeBounds At(double seconds) => new(Start.AddSeconds(seconds), Start.AddSeconds(seconds));

    private static CallRequest Callers(string instance, int count) => new(instance, count, 0);

    private static CallRequest Queued(string instance, int count) => new(instance, 0, count);

    private static (int Callers, int Queued) Granted(MinuteRow row, string instance) =>
        row.Granted.TryGetValue(instance, out var granted) ? (granted.Callers, granted.Queued) : (0, 0);
}
