using FunctionsConnector.Core.Coordination;
using FunctionsConnector.Core.Coordination.Records;

namespace FunctionsConnector.Core.Tests.Coordination.Records;

/// <summary>The lease of a record with its calls to the table. The longest call takes 20 s, so the lease takes 30 s.</summary>
public class RecordLeaseTests
{
    private static readonly RowKey Key = new("record", "autotask Tickets 1");

    private readonly FakeClock _clock = new();
    private readonly FakeTable _table;

    public RecordLeaseTests() => _table = new FakeTable(_clock);

    private RecordRow Row => RecordRows.Read(_table.Rows.GetValueOrDefault(Key));

    [Fact]
    public async Task An_idle_record_is_taken_by_one_write_and_its_row_is_deleted_by_one_call_where_the_time_is_known()
    {
        var view = _table.View();
        await view.ReadAsync(Key, CancellationToken.None);
        var (lease, before) = (Lease("a", view), _table.Calls);

        (await lease.AcquireAsync(CancellationToken.None)).Value.ShouldBeTrue();
        await lease.ReleaseAsync(() => true);

        (_table.Calls - before, _table.Rows.Count).ShouldBe((2, 0));
    }

    [Fact]
    public async Task A_held_lease_is_renewed_for_as_long_as_it_is_held()
    {
        var lease = Lease("a", _table.View(rate: 0.9995));
        await lease.AcquireAsync(CancellationToken.None);

        for (var second = 0; second < 120; second++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            Row.Until.ShouldBeGreaterThan(_clock.GetUtcNow());
        }

        (await lease.KeepAsync()).Value.ShouldBeTrue();
        await lease.ReleaseAsync(() => true);
        _clock.Advance(TimeSpan.FromSeconds(60));
        _table.Rows.ShouldBeEmpty("a released lease is not renewed");
    }

    [Fact]
    public async Task A_call_starts_only_while_it_fits_into_the_lease_and_renews_it_otherwise()
    {
        var view = _table.View();
        var lease = Lease("a", view);
        await lease.AcquireAsync(CancellationToken.None);
        lease.IsHeldForCall.ShouldBeTrue();
        view.IsDown = true;

        _clock.Advance(TimeSpan.FromSeconds(9));

        lease.IsHeldForCall.ShouldBeFalse();
        (await lease.KeepAsync()).Failure.ShouldNotBeNull();
        view.IsDown = false;
        _clock.Advance(TimeSpan.FromSeconds(2));
        (await lease.KeepAsync()).Value.ShouldBeTrue();
        lease.IsHeldForCall.ShouldBeTrue();
    }

    [Fact]
    public async Task An_instance_that_another_one_took_the_record_from_sends_nothing()
    {
        var view = _table.View();
        var (late, next) = (Lease("late", view), Lease("next", _table.View(TimeSpan.FromHours(-3))));
        await late.AcquireAsync(CancellationToken.None);
        view.IsDown = true;

        (await _clock.RunAsync(next.AcquireAsync(CancellationToken.None))).Value.ShouldBeTrue();
        view.IsDown = false;

        var kept = await late.KeepAsync();
        (kept.Failure, kept.Value, Row.Owner).ShouldBe((null, false, "next"));
    }

    [Fact]
    public async Task An_acquisition_whose_response_was_lost_is_found_again()
    {
        var view = _table.View();
        await view.ReadAsync(Key, CancellationToken.None);
        var lease = Lease("a", view);
        view.Response = _ => Task.FromResult(false);

        (await _clock.RunAsync(lease.AcquireAsync(CancellationToken.None))).Failure.ShouldNotBeNull();
        lease.IsHeldForCall.ShouldBeFalse();
        view.Response = _ => Task.FromResult(true);
        _clock.Advance(TimeSpan.FromSeconds(2));

        (await _clock.RunAsync(lease.AcquireAsync(CancellationToken.None))).Value.ShouldBeTrue();
        (Row.Owner, Row.Fence).ShouldBe(("a", 1));
    }

    [Fact]
    public async Task A_record_that_another_instance_was_seen_to_hold_is_not_updated_without_the_table_before_its_lease_has_ended()
    {
        var view = _table.View();
        var (busy, other) = (Lease("busy", _table.View()), Lease("other", view));
        await busy.AcquireAsync(CancellationToken.None);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10), _clock);
        var acquiring = other.AcquireAsync(limit.Token);
        view.IsDown = true;

        var acquired = await _clock.RunAsync(acquiring);
        (acquired.Failure, acquired.Value).ShouldBe((null, false), "it waits for the record, as if the table answered");
    }

    [Fact]
    public async Task A_row_that_the_connector_has_not_written_counts_as_empty()
    {
        _table.Write(Key, new SharedRow("something else", _clock.GetUtcNow())).ShouldNotBeNull();

        (await _clock.RunAsync(Lease("a", _table.View()).AcquireAsync(CancellationToken.None))).Value.ShouldBeTrue();
        Row.Owner.ShouldBe("a");
    }

    [Fact]
    public async Task One_lost_call_is_no_outage()
    {
        var view = _table.View();
        var lease = Lease("a", view);
        var calls = 0;
        view.Request = _ => Task.FromResult(++calls > 1);

        (await _clock.RunAsync(lease.AcquireAsync(CancellationToken.None))).Value.ShouldBeTrue();
    }

    [Fact]
    public async Task What_queued_updates_changed_is_written_by_a_later_release_where_the_table_did_not_answer()
    {
        var view = _table.View();
        var lease = Lease("a", view);
        await lease.AcquireAsync(CancellationToken.None);
        view.IsDown = true;
        (await lease.RememberAsync(["title"], _clock.GetUtcNow())).ShouldNotBeNull();
        (await lease.ReleaseAsync(() => true)).Failure.ShouldNotBeNull();

        view.IsDown = false;
        _clock.Advance(TimeSpan.FromSeconds(2));
        (await lease.ReleaseAsync(() => true)).Failure.ShouldBeNull();
        (Row.Owner, Row.Changes.Keys.Single()).ShouldBe((null, "title"));
    }

    [Fact]
    public void A_release_that_fails_is_tried_again_until_the_record_is_free()
    {
        var thread = new OneThread();
        thread.Run(() =>
        {
            var view = _table.View();
            var leases = new RecordLeases(Services(view), new Timing());
            var hold = leases.Open(new RecordReference("autotask", "Tickets", "1"), isQueued: true);
            var acquired = hold.AcquireAsync(CancellationToken.None);
            thread.RunAll();
            acquired.IsCompletedSuccessfully.ShouldBeTrue();
            view.IsDown = true;
            hold.Close();

            Pass(thread, steps: 5, seconds: 2);
            Row.Owner.ShouldNotBeNull();
            view.IsDown = false;
            var stopped = leases.DisposeAsync().AsTask();
            Pass(thread, steps: 1, seconds: 2);
            stopped.IsCompletedSuccessfully.ShouldBeTrue();
            _table.Rows.ShouldBeEmpty("it was released before its lease ended");
        });
    }

    [Fact]
    public void A_record_of_a_caller_that_could_not_be_noted_is_forgotten_when_its_lease_would_have_ended()
    {
        var thread = new OneThread();
        thread.Run(() =>
        {
            var calls = 0;
            var view = _table.View();
            view.IsDown = true;
            view.Called = () => calls++;
            var hold = new RecordLeases(Services(view), new Timing()).Open(new RecordReference("autotask", "Tickets", "1"), isQueued: false);
            _ = hold.AcquireAsync(CancellationToken.None);
            Pass(thread, steps: 10, seconds: 0.5);
            hold.Close();
            Pass(thread, steps: 40, seconds: 1);
            var before = calls;
            Pass(thread, steps: 40, seconds: 1);
            calls.ShouldBe(before, "nothing is tried any more");
        });
    }

    [Fact]
    public async Task A_record_that_others_wait_for_goes_to_them_after_two_seconds_and_comes_back()
    {
        var (busy, other) = (Lease("busy", _table.View()), Lease("other", _table.View()));
        await busy.AcquireAsync(CancellationToken.None);
        var waiting = other.AcquireAsync(CancellationToken.None);
        (await busy.AcquireAsync(CancellationToken.None)).Value.ShouldBeTrue("it has held the record for a moment");
        _clock.Advance(TimeSpan.FromSeconds(2));

        var again = busy.AcquireAsync(CancellationToken.None);
        (await _clock.RunAsync(waiting)).Value.ShouldBeTrue();
        busy.IsHeldForCall.ShouldBeFalse();
        await other.ReleaseAsync(() => true);

        (await _clock.RunAsync(again)).Value.ShouldBeTrue();
        other.IsHeldForCall.ShouldBeFalse();
    }

    [Fact]
    public async Task A_wait_ends_with_its_time_and_leaves_no_trace()
    {
        var (busy, other) = (Lease("busy", _table.View()), Lease("other", _table.View()));
        await busy.AcquireAsync(CancellationToken.None);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5), _clock);

        var acquired = await _clock.RunAsync(other.AcquireAsync(limit.Token));
        await other.ReleaseAsync(() => true);

        (acquired.Failure, acquired.Value).ShouldBe((null, false));
        Row.Waiters.ShouldBeEmpty();
        Row.Owner.ShouldBe("busy");
    }

    [Fact]
    public async Task Changes_that_end_together_are_written_together_and_stay_when_the_record_is_released()
    {
        var view = _table.View();
        var lease = Lease("a", view);
        await lease.AcquireAsync(CancellationToken.None);
        var before = _table.Calls;
        var pass = new TaskCompletionSource<bool>();
        view.Request = _ => pass.Task;

        var (first, last) = (_clock.GetUtcNow(), _clock.GetUtcNow().AddSeconds(9));
        Task<Failure?>[] writes = [lease.RememberAsync(["a"], first), lease.RememberAsync(["b"], first), lease.RememberAsync(["a"], last)];
        pass.SetResult(true);
        (await Task.WhenAll(writes)).ShouldAllBe(failure => failure == null);
        (_table.Calls - before).ShouldBe(2, "the first, and all that came while it was written");
        await lease.ReleaseAsync(() => true);

        var next = Lease("b", _table.View());
        (await next.AcquireAsync(CancellationToken.None)).Value.ShouldBeTrue();
        next.Changes.ToDictionary(change => change.Key, change => change.Value.QueuedAt)
            .ShouldBe(new Dictionary<string, DateTimeOffset> { ["a"] = last, ["b"] = first }, ignoreOrder: true);
    }

    [Fact]
    public async Task A_record_that_is_needed_again_is_not_released()
    {
        var lease = Lease("a", _table.View());
        await lease.AcquireAsync(CancellationToken.None);

        await lease.ReleaseAsync(() => false);

        lease.IsHeldForCall.ShouldBeTrue();
        Row.Owner.ShouldBe("a");
    }

    /// <summary>Lets steps of time pass, and everything happen that can happen in each.</summary>
    private void Pass(OneThread thread, int steps, double seconds)
    {
        for (var step = 0; step < steps; step++)
        {
            thread.RunAll();
            _clock.Advance(TimeSpan.FromSeconds(seconds));
        }

        thread.RunAll();
    }

    private static RecordLease Lease(string instance, FakeTableView view) =>
        new(RecordLeases.RowOf(Key, Services(view)), instance, TimeSpan.FromSeconds(20), Services(view));

    private static SharedServices Services(FakeTableView view) => new(view.Guarded, "this", 0.1, view.Time, () => 0.5);
}
