using FunctionsConnector.Core.Coordination;
using FunctionsConnector.Core.Coordination.Records;

namespace FunctionsConnector.Core.Tests.Coordination.Records;

public class RecordProtocolTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    [Fact]
    public void The_first_instance_gets_an_idle_record_until_the_latest_possible_time_plus_the_duration()
    {
        var row = Acquire(RecordRow.Empty, "a").ShouldNotBeNull();

        (row.Owner, row.Fence, row.Until).ShouldBe(("a", 1, Noon.AddSeconds(1) + Duration));
    }

    [Fact]
    public void A_held_record_is_not_taken_before_the_earliest_possible_time_has_reached_its_end()
    {
        var row = Acquire(RecordRow.Empty, "a")!;

        Acquire(row, "b", 30.9).ShouldBeNull();
        var taken = Acquire(row, "b", 31).ShouldNotBeNull();
        (taken.Owner, taken.Fence).ShouldBe(("b", 2));
    }

    [Fact]
    public void An_owner_that_lost_the_record_can_neither_renew_nor_yield_it()
    {
        var taken = Acquire(Acquire(RecordRow.Empty, "a")!, "b", 31)!;

        RecordProtocol.Renew(taken, "a", 1, At(31), Duration).ShouldBeNull();
        RecordProtocol.Yield(Wait(taken, "c")!, "a", 1, At(31), Patience).ShouldBeNull();
        RecordProtocol.Release(taken, "a", At(31)).ShouldBeNull();
    }

    [Fact]
    public void An_owner_of_another_time_cannot_renew()
    {
        var again = Acquire(Acquire(Acquire(RecordRow.Empty, "a")!, "b", 31)!, "a", 62)!;

        RecordProtocol.Renew(again, "a", 1, At(62), Duration).ShouldBeNull();
        RecordProtocol.Renew(again, "a", 3, At(63), Duration)!.Until.ShouldBe(Noon.AddSeconds(64) + Duration);
    }

    [Fact]
    public void A_lease_never_ends_earlier_than_its_owner_was_told()
    {
        // The instance's first response took long: its latest possible time was ten seconds ahead.
        var row = RecordProtocol.Acquire(RecordRow.Empty, "a", new TimeBounds(Noon, Noon.AddSeconds(10)), Duration)!;

        RecordProtocol.Renew(row, "a", 1, At(1), Duration)!.Until.ShouldBe(row.Until);
        Acquire(row, "a", 1)!.Until.ShouldBe(row.Until);
    }

    [Fact]
    public void Instances_get_the_record_in_the_order_in_which_they_began_to_wait()
    {
        var row = Wait(Wait(Acquire(RecordRow.Empty, "a")!, "b")!, "c")!;
        var free = RecordProtocol.Release(row, "a", At(1))!;

        Acquire(free, "c", 1).ShouldBeNull();
        Acquire(free, "d", 1).ShouldBeNull("it has not waited");
        var taken = Acquire(free, "b", 1).ShouldNotBeNull();
        taken.Waiters.Select(waiter => waiter.Instance).ShouldBe(["c"]);
    }

    [Fact]
    public void An_instance_that_ended_while_it_waited_holds_up_the_next_only_until_its_entry_lapses()
    {
        var row = RecordProtocol.Release(Wait(Wait(Acquire(RecordRow.Empty, "a")!, "b")!, "c", 4)!, "a", At(4))!;

        Acquire(row, "c", 5.9).ShouldBeNull();
        Acquire(row, "c", 6).ShouldNotBeNull();
    }

    [Fact]
    public void An_instance_that_waits_renews_its_entry_in_its_place_and_only_when_half_of_its_time_is_over()
    {
        var row = Wait(Wait(Acquire(RecordRow.Empty, "a")!, "b")!, "c")!;

        Wait(row, "b", 2.4).ShouldBeNull();
        Wait(row, "b", 2.5)!.Waiters.Select(waiter => waiter.Instance).ShouldBe(["b", "c"]);
    }

    [Fact]
    public void An_owner_that_yields_waits_behind_those_that_wait_already()
    {
        var row = Acquire(RecordRow.Empty, "a")!;
        RecordProtocol.Yield(row, "a", 1, At(2), Patience).ShouldBeNull("nobody waits");

        var yielded = RecordProtocol.Yield(Wait(row, "b")!, "a", 1, At(2), Patience).ShouldNotBeNull();

        yielded.Owner.ShouldBeNull();
        yielded.Waiters.Select(waiter => waiter.Instance).ShouldBe(["b", "a"]);
        Acquire(yielded, "a", 2).ShouldBeNull();
    }

    [Fact]
    public void Of_two_changes_of_a_field_the_one_that_was_queued_later_is_remembered()
    {
        var row = Remember(Remember(RecordRow.Empty, 0, ("a", 5), ("b", 5)), 0, ("a", 4), ("b", 6));

        row.Changes["a"].QueuedAt.ShouldBe(Noon.AddSeconds(5));
        row.Changes["b"].QueuedAt.ShouldBe(Noon.AddSeconds(6));
    }

    [Fact]
    public void A_change_is_forgotten_after_its_time()
    {
        var row = Remember(RecordRow.Empty, 0, ("a", 5));
        var hours = TimeSpan.FromHours(5).TotalSeconds;

        Remember(row, hours, ("b", 5)).Changes.Keys.ShouldBe(["a", "b"]);
        Remember(row, hours + 1, ("b", 5)).Changes.Keys.ShouldBe(["b"]);
    }

    [Fact]
    public void A_row_is_deleted_when_nobody_holds_the_record_or_waits_and_no_change_is_remembered()
    {
        RecordProtocol.Release(Acquire(RecordRow.Empty, "a")!, "a", At(1))!.IsIdle.ShouldBeTrue();
        RecordProtocol.Release(Wait(Acquire(RecordRow.Empty, "a")!, "b")!, "a", At(1))!.IsIdle.ShouldBeFalse();
        RecordProtocol.Release(Remember(Acquire(RecordRow.Empty, "a")!, 1, ("a", 5)), "a", At(1))!.IsIdle.ShouldBeFalse();
    }

    [Fact]
    public void A_row_is_read_as_it_was_written()
    {
        var row = Remember(Wait(Acquire(RecordRow.Empty, "a")!, "b")!, 0, ("Ünïcode", 5));

        var read = RecordRows.Read(new SharedRow(RecordRows.Write(row), row.Expires));

        (read.Owner, read.Fence, read.Until, read.Expires).ShouldBe((row.Owner, row.Fence, row.Until, row.Expires));
        read.Waiters.ShouldBe(row.Waiters);
        read.Changes.ShouldBe(row.Changes);
        RecordRows.Read(new SharedRow("{}", Noon)).IsIdle.ShouldBeTrue();
    }

    // The time of the service is known within a second.
    private static TimeBounds At(double seconds) => new(Noon.AddSeconds(seconds), Noon.AddSeconds(seconds + 1));

    private static RecordRow? Acquire(RecordRow row, string instance, double seconds = 0) => RecordProtocol.Acquire(row, instance, At(seconds), Duration);

    private static RecordRow? Wait(RecordRow row, string instance, double seconds = 0) => RecordProtocol.Wait(row, instance, At(seconds), Patience);

    private static RecordRow Remember(RecordRow row, double seconds, params (string Field, double QueuedAt)[] changes) => RecordProtocol.Remember(
        row, changes.ToDictionary(change => change.Field, change => Noon.AddSeconds(change.QueuedAt)), At(seconds), TimeSpan.FromHours(5));
}
