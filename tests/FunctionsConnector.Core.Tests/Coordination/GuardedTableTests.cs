using FunctionsConnector.Core.Coordination;

namespace FunctionsConnector.Core.Tests.Coordination;

public sealed class GuardedTableTests
{
    private static readonly RowKey Key = new("record", "autotask Tickets 1");
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly FakeClock _clock = new();
    private readonly FakeTable _table;
    private readonly FakeTableView _view;
    private readonly List<string?> _reports = [];
    private readonly GuardedTable _guarded;
    private int _calls;

    public GuardedTableTests()
    {
        _table = new FakeTable(_clock);
        _view = _table.View();
        _view.Request = Arrives;
        _guarded = new GuardedTable(_view, _view.Time, failure => _reports.Add(failure?.Message));
    }

    [Fact]
    public async Task While_the_table_answers_every_call_reaches_it()
    {
        var row = (await _guarded.WriteAsync(Key, new SharedRow("x", _clock.GetUtcNow()), CancellationToken.None)).Value!;

        (await _guarded.ReadAsync(Key, CancellationToken.None)).Value.ShouldBe(row);
        (await _guarded.DeleteAsync(Key, row.Version!, CancellationToken.None)).Value.ShouldBeTrue();
        (await _guarded.DeleteAsync(Key, row.Version!, CancellationToken.None)).Value.ShouldBeFalse("a lost race is no outage");
        (_calls, _guarded.IsDown, _guarded.Clock).ShouldBe((4, false, _view.Clock));
        _reports.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_outage_is_reported_when_it_begins_and_when_it_ends()
    {
        _view.Request = Lost;
        for (var second = 0; second < 5; second++)
        {
            (await ReadAsync()).ShouldNotBeNull();
            _guarded.IsDown.ShouldBeTrue();
            _clock.Advance(Pause);
        }

        _view.Request = Arrives;
        (await ReadAsync()).ShouldBeNull();
        (await ReadAsync()).ShouldBeNull();

        _guarded.IsDown.ShouldBeFalse();
        _reports.ShouldBe(["The table cannot be reached.", null]);
    }

    [Fact]
    public async Task During_an_outage_one_call_a_second_finds_out_whether_it_has_ended()
    {
        _view.Request = Lost;
        for (var call = 0; call < 40; call++)
        {
            (await ReadAsync()).ShouldBe("The table cannot be reached.");
            _clock.Advance(Pause / 10);
        }

        _calls.ShouldBe(4);
    }

    [Fact]
    public async Task Of_many_calls_at_once_only_one_waits_for_a_table_that_does_not_answer()
    {
        _view.Request = _ => LateAsync(Timeout.InfiniteTimeSpan);
        var first = ReadAsync();
        _clock.Advance(TimeSpan.FromSeconds(2));
        (await first).ShouldBe("The tables did not answer within 2 s.");
        _clock.Advance(Pause);

        var calls = Enumerable.Range(0, 10).Select(_ => ReadAsync()).ToList();

        calls.Count(call => call.IsCompleted).ShouldBe(9);
        _clock.Advance(TimeSpan.FromSeconds(2));
        (await Task.WhenAll(calls)).ShouldAllBe(failure => failure == "The tables did not answer within 2 s.");
        (_calls, _reports.Count).ShouldBe((2, 1));
    }

    [Fact]
    public async Task A_slow_table_is_waited_for_two_seconds()
    {
        _view.Request = _ => LateAsync(TimeSpan.FromSeconds(1.9));
        var read = ReadAsync();
        _clock.Advance(TimeSpan.FromSeconds(1.9));

        (await read).ShouldBeNull();
        _reports.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_caller_without_time_left_is_no_outage()
    {
        _view.Request = _ => LateAsync(TimeSpan.FromSeconds(1));
        using var caller = new CancellationTokenSource();
        var read = _guarded.ReadAsync(Key, caller.Token);

        await caller.CancelAsync();

        (await read).Failure!.Message.ShouldBe("No time was left to wait for the tables.");
        (_guarded.IsDown, _reports.Count).ShouldBe((false, 0));
    }

    private async Task<string?> ReadAsync() => (await _guarded.ReadAsync(Key, CancellationToken.None)).Failure?.Message;

    private Task<bool> Arrives(RowKey key)
    {
        _calls++;
        return Task.FromResult(true);
    }

    private Task<bool> Lost(RowKey key)
    {
        _calls++;
        return Task.FromResult(false);
    }

    private async Task<bool> LateAsync(TimeSpan by)
    {
        _calls++;
        await Task.Delay(by, _view.Time);
        return true;
    }
}
