using FunctionsConnector.Actions.Security;
using FunctionsConnector.Actions.Settings;
using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Actions.Tests.Security;

public sealed class CallerLimitTests
{
    private static readonly Caller Flows = new("flows", []);

    private readonly Clock _clock = new();

    [Fact]
    public void A_burst_may_use_a_minutes_calls_and_the_next_call_gets_a_wait()
    {
        var limits = Limits(("flows", 6));

        Enumerable.Range(0, 6).ShouldAllBe(_ => limits.Spend(Flows) == null);

        var failure = limits.Spend(Flows)!;
        (failure.Code, failure.RetryAfter).ShouldBe((FailureCode.RateLimited, TimeSpan.FromSeconds(10)));
        failure.Message.ShouldContain("6 calls a minute");
    }

    [Fact]
    public void A_call_is_available_again_after_its_share_of_the_minute_and_refused_calls_do_not_count()
    {
        var limits = Limits(("flows", 6));
        for (var call = 0; call < 100; call++)
        {
            limits.Spend(Flows);
        }

        _clock.Advance(TimeSpan.FromSeconds(10));
        limits.Spend(Flows).ShouldBeNull();
        limits.Spend(Flows).ShouldNotBeNull();

        _clock.Advance(TimeSpan.FromHours(1));
        Enumerable.Range(0, 6).ShouldAllBe(_ => limits.Spend(Flows) == null);
        limits.Spend(Flows).ShouldNotBeNull();
    }

    [Fact]
    public void Two_keys_of_one_caller_share_its_calls()
    {
        var limits = Limits(("flows", 2), ("Flows", 5));

        limits.Spend(Flows).ShouldBeNull();
        limits.Spend(new Caller("FLOWS", [])).ShouldBeNull();
        limits.Spend(Flows).ShouldNotBeNull();
    }

    [Fact]
    public void Callers_have_separate_limits()
    {
        var limits = Limits(("flows", 1), ("agents", 1));
        limits.Spend(Flows);

        limits.Spend(new Caller("agents", [])).ShouldBeNull();
    }

    [Fact]
    public void A_caller_without_a_limit_is_not_limited()
    {
        var limits = Limits(("flows", null));

        Enumerable.Range(0, 10_000).ShouldAllBe(_ => limits.Spend(Flows) == null);
    }

    private CallerLimits Limits(params (string Name, int? CallsPerMinute)[] keys) => new(
        new ConnectorSettings([], [.. keys.Select((key, number) => new ApiKeySettings(key.Name, $"secret-{number}", []) { CallsPerMinute = key.CallsPerMinute })], TimeSpan.FromMinutes(1)),
        _clock);

    private sealed class Clock : TimeProvider
    {
        private long _timestamp;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _timestamp;

        public void Advance(TimeSpan by) => _timestamp += by.Ticks;
    }
}
