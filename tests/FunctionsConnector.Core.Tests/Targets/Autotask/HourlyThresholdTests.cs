using FunctionsConnector.Core.Targets.Autotask.Calls;

namespace FunctionsConnector.Core.Tests.Targets.Autotask;

public class HourlyThresholdTests
{
    private readonly FakeClock _clock = new();
    private readonly HourlyThreshold _threshold;
    private long _used;
    private int _status = 200;
    private int _asked;
    private volatile int _answered;

    public HourlyThresholdTests() => _threshold = new HourlyThreshold("Autotask", _clock);

    [Fact]
    public async Task No_call_is_allowed_at_the_threshold()
    {
        _used = 9_998;
        (await SpendAsync()).ShouldBeNull();
        (await SpendAsync()).ShouldBeNull();

        var failure = (await SpendAsync()).ShouldNotBeNull();
        failure.Code.ShouldBe(FailureCode.RateLimited);
        failure.RetryAfter.ShouldBe(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Calls_are_allowed_again_when_the_vendor_reports_a_lower_count()
    {
        _used = 10_000;
        (await SpendAsync()).ShouldNotBeNull();
        _used = 5_000;
        (await SpendAsync()).ShouldNotBeNull("the vendor is queried at most once a minute");
        _clock.Advance(TimeSpan.FromMinutes(1));
        await UntilAskedAsync(2);
        await UntilAllowedAsync();
    }

    [Fact]
    public async Task The_vendor_is_queried_more_often_near_the_threshold()
    {
        _used = 9_900;
        for (var i = 0; i < 10; i++)
        {
            await SpendAsync();
        }

        _clock.Advance(TimeSpan.FromMinutes(1));
        await UntilAskedAsync(2);
        await SpendAsync();
        _asked.ShouldBe(2);
    }

    [Fact]
    public async Task Far_from_the_threshold_the_vendor_is_queried_every_five_minutes()
    {
        for (var i = 0; i < 5; i++)
        {
            await SpendAsync();
            _clock.Advance(TimeSpan.FromMinutes(1));
        }

        _asked.ShouldBe(1);
        await UntilAskedAsync(2);
    }

    [Fact]
    public async Task A_vendor_that_does_not_report_its_threshold_blocks_no_call()
    {
        var never = new TaskCompletionSource<Result<VendorReply>>();
        var checking = _threshold.CheckAsync(() => never.Task, TestContext.Current.CancellationToken).AsTask();

        (await _clock.RunAsync(checking)).ShouldBeNull();
    }

    [Fact]
    public async Task The_count_is_reset_when_the_vendor_has_not_reported_for_an_hour()
    {
        _used = 9_990;
        for (var call = 0; call < 10; call++)
        {
            (await SpendAsync()).ShouldBeNull();
        }

        (await SpendAsync()).ShouldNotBeNull("the hourly limit is exhausted");
        _status = 503;
        _clock.Advance(TimeSpan.FromMinutes(61));
        for (var polls = 0; await SpendAsync() is not null; polls++)
        {
            // The vendor is queried in the background.
            polls.ShouldBeLessThan(1_000_000, "calls are made again");
            await Task.Yield();
        }
    }

    /// <summary>Waits for the response to the query in the background.</summary>
    private async Task UntilAskedAsync(int times)
    {
        for (var i = 0; _answered < times; i++)
        {
            i.ShouldBeLessThan(1_000_000, $"the vendor must be queried {times} times");
            await SpendAsync();
            await Task.Yield();
        }
    }

    /// <summary>The count follows the vendor's answer, on another thread.</summary>
    private async Task UntilAllowedAsync()
    {
        for (var i = 0; await SpendAsync() is not null; i++)
        {
            i.ShouldBeLessThan(1_000_000, "calls must be allowed again");
            await Task.Yield();
        }
    }

    private async Task<Failure?> SpendAsync()
    {
        var checking = _threshold.CheckAsync(
            () =>
            {
                _asked++;
                using var message = new HttpResponseMessage();
                var body = $$"""{"externalRequestThreshold":10000,"requestThresholdTimeframe":60,"currentTimeframeRequestCount":{{_used}}}""";
                _answered++;
                return Task.FromResult<Result<VendorReply>>(new VendorReply.Response(_status, message.Headers, Encoding.UTF8.GetBytes(body)));
            },
            TestContext.Current.CancellationToken);
        var failure = await checking;
        if (failure is null)
        {
            _threshold.Count();
        }

        return failure;
    }
}
