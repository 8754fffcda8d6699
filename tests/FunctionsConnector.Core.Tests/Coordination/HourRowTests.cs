using FunctionsConnector.Core.Coordination;
using FunctionsConnector.Core.Coordination.Calls;
using FunctionsConnector.Core.Coordination.Hours;

namespace FunctionsConnector.Core.Tests.Coordination;

public class HourRowTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 21, 14, 30, 0, TimeSpan.Zero);

    [Fact]
    public void Batches_grow_smaller_as_less_is_left()
    {
        Batch(Said(10_000, used: 0)).ShouldBe(100);
        Batch(Said(10_000, used: 9_500)).ShouldBe(10);
        Batch(Said(10_000, used: 9_999)).ShouldBe(1);
        Batch(Said(10_000, used: 10_000)).ShouldBe(0);
    }

    [Fact]
    public void Calls_of_all_instances_count()
    {
        var row = Said(10, used: 7);
        row = row.Take(new CallRequest("a", 1, 0), At(1)).Take(new CallRequest("b", 1, 0), At(1)).Take(new CallRequest("c", 1, 0), At(1));

        Batch(row, "d").ShouldBe(0);
        row.Charged.ShouldBe(10);
    }

    [Fact]
    public void What_the_vendor_says_replaces_calls_before_it_and_keeps_those_after_it()
    {
        var row = Said(10_000, used: 0).Take(new CallRequest("a", 1, 0), At(1));
        row = row.Take(new CallRequest("a", 1, 0) { UsedByCallers = 100, LastGrant = 1 }, At(5));
        row = row.Take(new CallRequest("a", 1, 0) { UsedByCallers = 60, LastGrant = 2 }, At(25));

        row = row.Say(10_000, used: 130, Start.AddSeconds(15))!;

        row.Charged.ShouldBe(130 + 60 + row.Granted["a"].All);
    }

    [Fact]
    public void An_older_answer_of_the_vendor_changes_nothing()
    {
        var row = Said(10_000, used: 50);

        row.Say(10_000, used: 10, Start.AddSeconds(-1)).ShouldBeNull();
    }

    [Fact]
    public void A_batch_of_an_instance_that_has_crashed_counts_until_the_vendor_is_asked_again()
    {
        var row = Said(100, used: 98).Take(new CallRequest("a", 1, 0), At(0));
        row = row.Take(new CallRequest("b", 1, 0), At(300));

        Batch(row, "c").ShouldBe(0);
        Batch(row.Say(100, used: 98, Start.AddSeconds(400))!, "c").ShouldBe(1);
    }

    [Fact]
    public void What_the_vendor_said_more_than_an_hour_ago_counts_no_more()
    {
        var row = Said(10, used: 10).Take(new CallRequest("a", 1, 0), At(60));
        row.Granted.ShouldBeEmpty();

        row = row.Take(new CallRequest("a", 1, 0) { UsedByCallers = 7 }, At(3601));
        (row.Limit, row.Granted.Count).ShouldBe((null, 1));

        row.Take(new CallRequest("a", 1, 0), At(7300)).Spent.ShouldBeEmpty("calls of more than an hour ago");
    }

    private static HourRow Said(long limit, long used) => new HourRow().Say(limit, used, Start)!;

    private static int Batch(HourRow row, string instance = "a") => row.Take(new CallRequest(instance, 1, 0), At(2)).Granted.GetValueOrDefault(instance)?.All ?? 0;

    private static TimeBounds At(double seconds) => new(Start.AddSeconds(seconds), Start.AddSeconds(seconds));
}
