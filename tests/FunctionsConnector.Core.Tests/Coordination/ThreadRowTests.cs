using FunctionsConnector.Core.Coordination;
using FunctionsConnector.Core.Coordination.Threads;

namespace FunctionsConnector.Core.Tests.Coordination;

public class ThreadRowTests
{
    private const int Limit = 3;

    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(40);
    private static readonly DateTimeOffset Start = new(2026, 3, 21, 14, 30, 0, TimeSpan.Zero);

    [Fact]
    public void An_instance_alone_gets_what_it_wants() => Held(Adjust(new ThreadRow(), "a", inUse: 0, wanted: 3), "a").ShouldBe(3);

    [Fact]
    public void The_others_get_what_is_left()
    {
        var row = Adjust(Adjust(new ThreadRow(), "a", 0, wanted: 2), "b", 0, wanted: 3);

        (Held(row, "a"), Held(row, "b")).ShouldBe((2, 1));
    }

    [Fact]
    public void An_instance_keeps_only_its_share_while_another_one_has_none()
    {
        var row = Adjust(Adjust(new ThreadRow(), "a", 0, wanted: 3), "b", 0, wanted: 2);
        row.Waiting.Keys.ShouldContain("b");

        row = Adjust(row, "a", inUse: 3, wanted: 3);
        Held(row, "a").ShouldBe(3, "calls in progress keep theirs");
        row = Adjust(row, "a", inUse: 1, wanted: 3);
        row = Adjust(row, "b", 0, wanted: 2);
        (Held(row, "a"), Held(row, "b"), row.Waiting.Count).ShouldBe((1, 2, 0));
    }

    [Fact]
    public void More_instances_than_calls_take_turns()
    {
        var row = "abcd".Aggregate(new ThreadRow(), (row, name) => Adjust(row, $"{name}", 0, wanted: 1));
        row.Waiting.Keys.ShouldBe(["d"]);

        row = row.Adjust(new ThreadRequest("a", 0, 1) { HasHadItsTurn = true }, Limit, Lease, At(2))!;
        row.Waiting.Keys.ShouldBe(["d", "a"], ignoreOrder: true);
        Held(Adjust(row, "a", 0, wanted: 1, seconds: 3), "a").ShouldBe(0, "d has waited longer");
        Held(Adjust(row, "d", 0, wanted: 1, seconds: 3), "d").ShouldBe(1);
    }

    [Fact]
    public void What_an_instance_does_not_renew_is_free_when_its_lease_has_ended()
    {
        var row = Adjust(new ThreadRow(), "a", 0, wanted: 3);

        Held(Adjust(row, "b", 0, wanted: 3, seconds: 39), "b").ShouldBe(0);
        Held(Adjust(row, "b", 0, wanted: 3, seconds: 40), "b").ShouldBe(3);
    }

    [Fact]
    public void Nothing_is_written_while_most_of_the_lease_is_left()
    {
        var row = Adjust(new ThreadRow(), "a", 0, wanted: 2);

        Adjust(row, "a", 2, wanted: 2, seconds: 5).ShouldBeSameAs(row);
        Adjust(row, "a", 2, wanted: 2, seconds: 9).ShouldNotBeSameAs(row);
    }

    private static ThreadRow Adjust(ThreadRow row, string instance, int inUse, int wanted, double seconds = 0) =>
        row.Adjust(new ThreadRequest(instance, inUse, wanted), Limit, Lease, At(seconds)) ?? row;

    private static TimeBounds At(double seconds) => new(Start.AddSeconds(seconds), Start.AddSeconds(seconds));

    private static int Held(ThreadRow row, string instance) => row.Held.GetValueOrDefault(instance)?.Count ?? 0;
}
