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
    public void An_instance_with_fewer_than_its_share_waits_for_more()
    {
        var row = Adjust(Adjust(Adjust(new ThreadRow(), "b", 0, wanted: 1, limit: 10), "a", 0, wanted: 9, limit: 10), "b", inUse: 1, wanted: 10, limit: 10);
        row.Waiting.Keys.ShouldBe(["b"]);

        row = Adjust(row, "a", inUse: 1, wanted: 9, limit: 10);
        Held(row, "a").ShouldBe(5, "b waits");
        row = Adjust(row, "b", inUse: 1, wanted: 10, limit: 10);
        (Held(row, "b"), row.Waiting.Count).ShouldBe((5, 0));
    }

    [Fact]
    public void Two_instances_with_fewer_than_their_share_both_get_more()
    {
        var row = Adjust(Adjust(new ThreadRow(), "a", 0, wanted: 1, limit: 10), "b", 0, wanted: 1, limit: 10);
        row = Adjust(Adjust(row, "c", 0, wanted: 8, limit: 10), "a", inUse: 1, wanted: 5, limit: 10);
        row = Adjust(row, "b", inUse: 1, wanted: 5, limit: 10);
        row.Waiting.Keys.ShouldBe(["a", "b"], ignoreOrder: true);

        row = Adjust(row, "c", inUse: 0, wanted: 8, limit: 10);
        row = Adjust(Adjust(row, "a", inUse: 1, wanted: 5, limit: 10), "b", inUse: 1, wanted: 5, limit: 10);
        (Held(row, "a"), Held(row, "b"), Held(row, "c")).ShouldBe((3, 4, 3), "nobody waits any more when the last one asks");
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
    public void A_lease_never_ends_earlier_than_the_instance_was_told()
    {
        // The instance's first response took long: its latest possible time was ten seconds ahead.
        var row = new ThreadRow().Adjust(new ThreadRequest("a", 0, 3), Limit, Lease, new TimeBounds(Start, Start.AddSeconds(10)))!;

        Adjust(row, "a", inUse: 2, wanted: 2, seconds: 1).Held["a"].ShouldBe(new HeldThreads(2, row.Held["a"].Until));
    }

    [Fact]
    public void Nothing_is_written_while_most_of_the_lease_is_left()
    {
        var row = Adjust(new ThreadRow(), "a", 0, wanted: 2);

        Adjust(row, "a", 2, wanted: 2, seconds: 5).ShouldBeSameAs(row);
        Adjust(row, "a", 2, wanted: 2, seconds: 9).ShouldNotBeSameAs(row);
    }

    private static ThreadRow Adjust(ThreadRow row, string instance, int inUse, int wanted, double seconds = 0, int limit = Limit) =>
        row.Adjust(new ThreadRequest(instance, inUse, wanted), limit, Lease, At(seconds)) ?? row;

    private static TimeBounds At(double seconds) => new(Start.AddSeconds(seconds), Start.AddSeconds(seconds));

    private static int Held(ThreadRow row, string instance) => row.Held.GetValueOrDefault(instance)?.Count ?? 0;
}
