namespace FunctionsConnector.Core.Tests.Resilience;

public class CallLimitsTests
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private readonly FakeClock _clock = new();

    [Fact]
    public async Task A_call_with_a_too_long_estimated_wait_is_refused_at_once_with_the_wait()
    {
        var limits = new CallLimits(2, null, LongestWait, _clock);
        for (var call = 0; call < 40; call++)
        {
            var slot = (await AcquireAsync(limits)).Value!;
            _clock.Advance(TimeSpan.FromSeconds(10));
            slot.Dispose();
        }

        _ = await AcquireAsync(limits);
        _ = await AcquireAsync(limits);
        var waiting = Enumerable.Range(0, 8).Select(_ => AcquireAsync(limits)).ToList();
        var refused = waiting.Where(call => call.IsCompleted).Select(call => call.Result.Failure!).ToList();

        refused.ShouldNotBeEmpty("eight calls behind two of ten seconds each do not all start within thirty");
        refused.ShouldAllBe(failure => failure.Code == FailureCode.RateLimited && failure.RetryAfter > LongestWait && failure.RetryAfter < LongestWait * 2);
        waiting.Count(call => !call.IsCompleted).ShouldBeGreaterThanOrEqualTo(4, "the first of them may wait");
    }

    [Fact]
    public async Task A_used_up_minute_refuses_at_once()
    {
        var limits = new CallLimits(100, new MinuteBudget(2, LongestWait, _clock), LongestWait, _clock);
        _ = await AcquireAsync(limits);
        _ = await AcquireAsync(limits);
        _clock.Advance(TimeSpan.FromSeconds(20));

        (await AcquireAsync(limits)).Failure!.RetryAfter.ShouldBe(TimeSpan.FromSeconds(40));
    }

    [Fact]
    public async Task A_call_that_waits_for_the_minute_does_not_block_a_read_back()
    {
        var limits = new CallLimits(1, new MinuteBudget(1, LongestWait, _clock), LongestWait, _clock);
        (await AcquireAsync(limits)).Value!.Dispose();
        _clock.Advance(TimeSpan.FromSeconds(31));
        var waiting = AcquireAsync(limits);

        var readingBack = limits.AcquireAsync("endpoint", calls: 0, CallPriority.ReadBack, TestContext.Current.CancellationToken);

        readingBack.IsCompleted.ShouldBeTrue("no call is in progress");
        _clock.Advance(TimeSpan.FromSeconds(29));
        waiting.IsCompleted.ShouldBeFalse("the minute is over, but the slot is in use");
        (await readingBack).Value!.Dispose();
        (await waiting).Failure.ShouldBeNull();
    }

    [Fact]
    public async Task A_call_counts_in_the_minute_in_which_it_starts()
    {
        var limits = new CallLimits(1, new MinuteBudget(2, LongestWait, _clock), LongestWait, _clock);
        var first = (await AcquireAsync(limits)).Value!;
        var second = AcquireAsync(limits);
        _clock.Advance(TimeSpan.FromSeconds(50));
        first.Dispose();
        (await second).Value!.Dispose();
        _clock.Advance(TimeSpan.FromSeconds(10));
        (await AcquireAsync(limits)).Value!.Dispose();

        (await AcquireAsync(limits)).Failure!.RetryAfter.ShouldBe(TimeSpan.FromSeconds(50), "the second one waited for its slot");
    }

    private static Task<Result<CallLimits.Slot>> AcquireAsync(CallLimits limits) =>
        limits.AcquireAsync("endpoint", calls: 1, CallPriority.Caller, TestContext.Current.CancellationToken).AsTask();
}
