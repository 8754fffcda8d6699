using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Tests.Testing;

namespace FunctionsConnector.Core.Tests.Resilience;

public class CallLimitsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly FakeClock _clock = new();

    [Fact]
    public async Task Who_would_wait_too_long_for_a_slow_vendor_is_refused_at_once_and_told_how_long()
    {
        var limits = new CallLimits(2, null, Patience, _clock);
        for (var call = 0; call < 40; call++)
        {
            var place = (await EnterAsync(limits)).Value!;
            _clock.Advance(TimeSpan.FromSeconds(10));
            place.Dispose();
        }

        _ = await EnterAsync(limits);
        _ = await EnterAsync(limits);
        var waiting = Enumerable.Range(0, 8).Select(_ => EnterAsync(limits)).ToList();
        var refused = waiting.Where(call => call.IsCompleted).Select(call => call.Result.Failure!).ToList();

        refused.ShouldNotBeEmpty("eight calls behind two of ten seconds each do not all start within thirty");
        refused.ShouldAllBe(failure => failure.Code == FailureCode.RateLimited && failure.RetryAfter > Patience && failure.RetryAfter < Patience * 2);
        waiting.Count(call => !call.IsCompleted).ShouldBeGreaterThanOrEqualTo(4, "the first of them may wait");
    }

    [Fact]
    public async Task A_minute_that_is_long_spent_refuses_at_once()
    {
        var limits = new CallLimits(100, new MinuteBudget(2, Patience, _clock), Patience, _clock);
        _ = await EnterAsync(limits);
        _ = await EnterAsync(limits);
        _clock.Advance(TimeSpan.FromSeconds(20));

        (await EnterAsync(limits)).Failure!.RetryAfter.ShouldBe(TimeSpan.FromSeconds(40));
    }

    [Fact]
    public async Task Who_waits_for_the_minute_is_not_in_the_way_of_what_confirms_a_PATCH()
    {
        var limits = new CallLimits(1, new MinuteBudget(1, Patience, _clock), Patience, _clock);
        (await EnterAsync(limits)).Value!.Dispose();
        _clock.Advance(TimeSpan.FromSeconds(31));
        var waiting = EnterAsync(limits);

        var confirming = limits.EnterAsync("endpoint", calls: 0, CallUrgency.Confirmation, TestContext.Current.CancellationToken);

        confirming.IsCompleted.ShouldBeTrue("nobody makes a call");
        _clock.Advance(TimeSpan.FromSeconds(29));
        waiting.IsCompleted.ShouldBeFalse("the minute is over, but the place is taken");
        (await confirming).Value!.Dispose();
        (await waiting).Failure.ShouldBeNull();
    }

    [Fact]
    public async Task A_call_counts_in_the_minute_in_which_it_starts()
    {
        var limits = new CallLimits(1, new MinuteBudget(2, Patience, _clock), Patience, _clock);
        var first = (await EnterAsync(limits)).Value!;
        var second = EnterAsync(limits);
        _clock.Advance(TimeSpan.FromSeconds(50));
        first.Dispose();
        (await second).Value!.Dispose();
        _clock.Advance(TimeSpan.FromSeconds(10));
        (await EnterAsync(limits)).Value!.Dispose();

        (await EnterAsync(limits)).Failure!.RetryAfter.ShouldBe(TimeSpan.FromSeconds(50), "the second one waited for its place");
    }

    private static Task<Result<CallLimits.Place>> EnterAsync(CallLimits limits) =>
        limits.EnterAsync("endpoint", calls: 1, CallUrgency.Caller, TestContext.Current.CancellationToken).AsTask();
}
