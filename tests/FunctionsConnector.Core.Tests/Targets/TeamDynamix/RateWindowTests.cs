using FunctionsConnector.Core.Targets.TeamDynamix.Calls;

namespace FunctionsConnector.Core.Tests.Targets.TeamDynamix;

public class RateWindowTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);

    private readonly FakeClock _clock = new();

    [Fact]
    public async Task A_call_for_the_next_window_waits_until_5_seconds_after_the_reset()
    {
        var window = new RateWindow(60, null, Long, _clock);
        await CallAsync(window, 60);

        var waiting = window.AcquireAsync(CallPriority.Caller, TestContext.Current.CancellationToken);
        _clock.Advance(TimeSpan.FromSeconds(64));
        waiting.IsCompleted.ShouldBeFalse();
        _clock.Advance(TimeSpan.FromSeconds(1));

        (await waiting).Failure.ShouldBeNull();
    }

    [Fact]
    public async Task A_too_long_wait_is_refused_at_once_with_its_length()
    {
        var window = new RateWindow(60, null, TimeSpan.FromSeconds(40), _clock);
        await CallAsync(window, 60);

        var failure = (await window.AcquireAsync(CallPriority.Caller, TestContext.Current.CancellationToken)).Failure!;

        failure.Code.ShouldBe(FailureCode.RateLimited);
        failure.RetryAfter.ShouldBe(TimeSpan.FromSeconds(65));
    }

    [Fact]
    public async Task Callers_go_before_the_queue_which_keeps_a_quarter_of_each_window()
    {
        var window = new RateWindow(8, null, Long, _clock);
        await CallAsync(window, 8);
        var queued = Enter(window, CallPriority.Queue, 8);
        var callers = Enter(window, CallPriority.Caller, 8);

        _clock.Advance(TimeSpan.FromSeconds(65));

        (callers.Count(call => call.IsCompleted), queued.Count(call => call.IsCompleted)).ShouldBe((6, 2));
        _clock.Advance(TimeSpan.FromSeconds(65));
        (callers.Count(call => call.IsCompleted), queued.Count(call => call.IsCompleted)).ShouldBe((8, 8));
        await Task.WhenAll([.. queued, .. callers]);
    }

    [Fact]
    public async Task A_too_long_queue_refuses_a_new_call()
    {
        var window = new RateWindow(8, null, TimeSpan.FromSeconds(100), _clock);
        await CallAsync(window, 8);
        var fitting = Enter(window, CallPriority.Caller, 8);

        var failure = (await window.AcquireAsync(CallPriority.Caller, TestContext.Current.CancellationToken)).Failure!;

        failure.RetryAfter.ShouldBe(TimeSpan.FromSeconds(130), "two windows must pass");
        _clock.Advance(TimeSpan.FromSeconds(65));
        fitting.ShouldAllBe(call => call.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task A_cancelled_wait_returns_the_remaining_time()
    {
        var window = new RateWindow(1, null, Long, _clock);
        await CallAsync(window, 1);
        using var limit = new TimeLimit(TimeSpan.FromSeconds(20), _clock, TestContext.Current.CancellationToken);

        var waiting = window.AcquireAsync(CallPriority.Caller, limit.Token);
        _clock.Advance(TimeSpan.FromSeconds(20));

        (await waiting).Failure!.RetryAfter.ShouldBe(TimeSpan.FromSeconds(45));
    }

    [Fact]
    public async Task The_limit_in_a_response_counts()
    {
        var window = new RateWindow(60, null, TimeSpan.Zero, _clock);

        await CallAsync(window, 1, Answer(limit: 2, remaining: 1, resetIn: 60));
        await CallAsync(window, 1);

        (await window.AcquireAsync(CallPriority.Caller, TestContext.Current.CancellationToken)).Failure.ShouldNotBeNull();
    }

    [Fact]
    public async Task The_setting_lowers_the_limit_and_never_raises_it()
    {
        var lowered = new RateWindow(60, 2, TimeSpan.Zero, _clock);
        await CallAsync(lowered, 2, Answer(limit: 60, remaining: 40, resetIn: 60));
        var raised = new RateWindow(60, 1000, TimeSpan.Zero, _clock);
        await CallAsync(raised, 60);

        (await lowered.AcquireAsync(CallPriority.Caller, TestContext.Current.CancellationToken)).Failure.ShouldNotBeNull();
        (await raised.AcquireAsync(CallPriority.Caller, TestContext.Current.CancellationToken)).Failure.ShouldNotBeNull();
    }

    [Fact]
    public async Task Calls_of_other_clients_behind_the_same_address_count()
    {
        var window = new RateWindow(60, null, TimeSpan.Zero, _clock);

        await CallAsync(window, 1, Answer(limit: 60, remaining: 1, resetIn: 30));
        await CallAsync(window, 1);

        (await window.AcquireAsync(CallPriority.Caller, TestContext.Current.CancellationToken)).Failure!.RetryAfter.ShouldBe(TimeSpan.FromSeconds(35));
    }

    [Theory]
    [InlineData(3600)]
    [InlineData(-3600)]
    public async Task The_reset_is_measured_against_the_vendors_own_clock(int skew)
    {
        var window = new RateWindow(60, null, TimeSpan.Zero, _clock);

        await CallAsync(window, 1, Answer(limit: 60, remaining: 0, resetIn: 20, skew: skew));

        window.UntilFree().ShouldBe(TimeSpan.FromSeconds(25));
    }

    [Theory]
    [InlineData(20, null, 25)]
    [InlineData(null, 7, 12)]
    [InlineData(null, null, 65)]
    [InlineData(-1, null, 5)]
    public async Task After_a_429_calls_wait_as_long_as_it_says(int? resetIn, int? retryAfter, int expected)
    {
        var window = new RateWindow(60, null, TimeSpan.Zero, _clock);

        await CallAsync(window, 1, Answer(status: 429, resetIn: resetIn, retryAfter: retryAfter));

        window.UntilFree().ShouldBe(TimeSpan.FromSeconds(expected));
    }

    [Fact]
    public async Task Invalid_headers_are_ignored()
    {
        var window = new RateWindow(60, null, TimeSpan.Zero, _clock);
        using var response = new HttpResponseMessage();
        response.Headers.TryAddWithoutValidation("X-RateLimit-Limit", "many");
        response.Headers.TryAddWithoutValidation("X-RateLimit-Remaining", "-1");
        response.Headers.TryAddWithoutValidation("X-RateLimit-Reset", "soon");

        await CallAsync(window, 60, new VendorReply.Response(200, response.Headers, default));

        window.UntilFree().ShouldBe(TimeSpan.FromSeconds(65));
    }

    [Fact]
    public async Task A_call_in_flight_at_the_end_of_a_window_counts_in_the_next()
    {
        var window = new RateWindow(2, null, TimeSpan.Zero, _clock);
        using var slow = (await window.AcquireAsync(CallPriority.Caller, TestContext.Current.CancellationToken)).Value;
        _clock.Advance(TimeSpan.FromSeconds(65));

        await CallAsync(window, 1);

        (await window.AcquireAsync(CallPriority.Caller, TestContext.Current.CancellationToken)).Failure.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_call_that_the_vendor_never_received_uses_nothing()
    {
        var window = new RateWindow(2, 1, TimeSpan.Zero, _clock);

        for (var call = 0; call < 5; call++)
        {
            await GiveBackAsync(window, CallPriority.Caller);
        }

        await CallAsync(window, 1);
        (await window.AcquireAsync(CallPriority.Caller, TestContext.Current.CancellationToken)).Failure.ShouldNotBeNull("the one call that was made counts");
    }

    [Theory]
    [InlineData(429, null)]
    [InlineData(200, 0)]
    public async Task A_refund_does_not_open_a_window_that_the_vendor_has_closed(int status, int? remaining)
    {
        var window = new RateWindow(60, null, TimeSpan.Zero, _clock);
        using var unsent = (await window.AcquireAsync(CallPriority.Caller, TestContext.Current.CancellationToken)).Value.ShouldNotBeNull();
        await CallAsync(window, 1, Answer(status, limit: 60, remaining: remaining, resetIn: 20));

        unsent.Refund();

        window.UntilFree().ShouldBe(TimeSpan.FromSeconds(25));
    }

    [Fact]
    public async Task A_slot_of_an_ended_window_is_not_refunded_to_the_next()
    {
        var window = new RateWindow(2, null, TimeSpan.Zero, _clock);
        var late = (await window.AcquireAsync(CallPriority.Caller, TestContext.Current.CancellationToken)).Value.ShouldNotBeNull();
        late.Dispose();
        _clock.Advance(TimeSpan.FromSeconds(65));
        await CallAsync(window, 2);

        late.Refund();

        (await window.AcquireAsync(CallPriority.Caller, TestContext.Current.CancellationToken)).Failure.ShouldNotBeNull();
    }

    [Fact]
    public async Task Calls_that_were_not_sent_use_nothing_of_the_queues_quarter()
    {
        var window = new RateWindow(8, null, Long, _clock);
        var unsent = (await window.AcquireAsync(CallPriority.Queue, TestContext.Current.CancellationToken)).Value.ShouldNotBeNull();
        await GiveBackAsync(window, CallPriority.Queue);
        await CallAsync(window, 7);
        var waiting = Enter(window, CallPriority.Caller, 1);

        unsent.Refund();
        unsent.Dispose();

        Enter(window, CallPriority.Queue, 1).ShouldAllBe(call => call.IsCompletedSuccessfully, "it is within its quarter, so no caller goes before it");
        _clock.Advance(TimeSpan.FromSeconds(65));
        await Task.WhenAll(waiting);
    }

    private static async Task GiveBackAsync(RateWindow window, CallPriority priority)
    {
        using var slot = (await window.AcquireAsync(priority, TestContext.Current.CancellationToken)).Value.ShouldNotBeNull();
        slot.Refund();
    }

    private static async Task CallAsync(RateWindow window, int times, VendorReply.Response? answer = null)
    {
        for (var i = 0; i < times; i++)
        {
            using var slot = (await window.AcquireAsync(CallPriority.Caller, TestContext.Current.CancellationToken)).Value.ShouldNotBeNull();
            if (answer is not null)
            {
                slot.Observe(answer);
            }
        }
    }

    private static List<Task> Enter(RateWindow window, CallPriority priority, int count) =>
        [.. Enumerable.Range(0, count).Select(async _ => (await window.AcquireAsync(priority, TestContext.Current.CancellationToken)).Value!.Dispose())];

    private VendorReply.Response Answer(
        int status = 200, int? limit = null, int? remaining = null, int? resetIn = null, int? retryAfter = null, int skew = 0)
    {
        var response = new HttpResponseMessage();
        void Add(string name, object? value)
        {
            if (value is not null)
            {
                response.Headers.TryAddWithoutValidation(name, Convert.ToString(value, CultureInfo.InvariantCulture));
            }
        }

        var theirNow = _clock.GetUtcNow().AddSeconds(skew);
        Add("Date", theirNow.ToString("R"));
        Add("X-RateLimit-Limit", limit);
        Add("X-RateLimit-Remaining", remaining);
        Add("X-RateLimit-Reset", resetIn is null ? null : theirNow.AddSeconds(resetIn.Value).ToString("R"));
        Add("Retry-After", retryAfter);
        return new VendorReply.Response(status, response.Headers, default);
    }
}
