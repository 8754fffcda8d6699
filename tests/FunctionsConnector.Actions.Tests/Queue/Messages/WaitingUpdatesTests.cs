using FunctionsConnector.Actions.Queue.Messages;
using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Actions.Tests.Queue.Messages;

/// <summary>How long updates wait, and what the status says meanwhile.</summary>
public sealed class WaitingUpdatesTests : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Clock _clock = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly WaitingUpdates _waiting;

    public WaitingUpdatesTests() => _waiting = new WaitingUpdates(_clock, _stopping.Token);

    [Fact]
    public void The_vendors_time_is_kept() =>
        _waiting.Add("alpha", WaitReason.Outage, TimeSpan.FromMinutes(10)).ShouldBe(TimeSpan.FromMinutes(10));

    [Fact]
    public void A_cause_that_lasts_is_asked_for_less_often_but_every_five_minutes()
    {
        var waits = new List<double>();
        for (var times = 0; times < 12; times++)
        {
            var wait = _waiting.Add("alpha", WaitReason.HourlyThreshold, Minute);
            waits.Add(wait.TotalMinutes);
            _clock.Now += wait;
        }

        waits.ShouldBe(waits.Order());
        (waits[0], waits[^1]).ShouldBe((1, 5));
    }

    [Fact]
    public void A_limit_of_calls_is_waited_for_as_long_as_it_says()
    {
        for (var times = 0; times < 12; times++)
        {
            _waiting.Add("alpha", WaitReason.CallLimit, Minute).ShouldBe(Minute);
            _clock.Now += Minute;
        }
    }

    [Fact]
    public void The_status_is_degraded_until_an_update_of_the_system_is_made()
    {
        _waiting.Add("alpha", WaitReason.Vault, Minute);
        _waiting.Add("beta", WaitReason.Credentials, null);

        _waiting.Degradation!.ShouldContain("secrets cannot be read");
        _waiting.End("alpha");
        _waiting.Degradation!.ShouldStartWith("Queued updates wait, because the credentials");
        _waiting.End("beta");
        _waiting.Degradation.ShouldBeNull();
    }

    [Fact]
    public void While_the_tables_cannot_be_used_the_status_says_so_and_the_wait_grows()
    {
        _waiting.Add("alpha", WaitReason.Coordination, TimeSpan.FromSeconds(5)).ShouldBe(TimeSpan.FromSeconds(5));
        _clock.Now += Minute;

        _waiting.Add("alpha", WaitReason.Coordination, TimeSpan.FromSeconds(5)).ShouldBe(Minute / 2);
        _waiting.Degradation.ShouldBe("Queued updates wait, because the tables that the instances share cannot be used.");
        _waiting.End("alpha");
        _waiting.Degradation.ShouldBeNull();
    }

    [Fact]
    public void A_cause_of_which_nothing_more_is_heard_ends()
    {
        _waiting.Add("alpha", WaitReason.Outage, Minute);

        _clock.Now += 2 * Minute;

        _waiting.Degradation.ShouldBeNull();
    }

    [Theory]
    [InlineData(WaitReason.CallLimit, 65, 0, true)]
    [InlineData(WaitReason.CallLimit, 65, 60, false)]
    [InlineData(WaitReason.Outage, 5, 0, true)]
    [InlineData(WaitReason.Outage, 65, 0, false)]
    [InlineData(WaitReason.Credentials, 60, 0, false)]
    public async Task A_limit_holds_a_message_and_any_other_cause_only_for_a_moment(WaitReason reason, int seconds, int elapsed, bool isHeld)
    {
        var since = _clock.GetTimestamp();
        _clock.Now += TimeSpan.FromSeconds(elapsed);

        (await _waiting.HoldAsync(reason, TimeSpan.FromSeconds(seconds), since)).ShouldBe(isHeld);
    }

    [Fact]
    public async Task A_process_that_stops_holds_nothing()
    {
        await _stopping.CancelAsync();

        (await _waiting.HoldAsync(WaitReason.CallLimit, Minute, _clock.GetTimestamp())).ShouldBeFalse();
    }

    public void Dispose() => _stopping.Dispose();

    /// <summary>A clock that moves when it is told to, and whose delays end at once.</summary>
    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => Now;

        public override long GetTimestamp() => Now.Ticks;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            System.CreateTimer(callback, state, dueTime == Timeout.InfiniteTimeSpan ? dueTime : TimeSpan.Zero, period);
    }
}
