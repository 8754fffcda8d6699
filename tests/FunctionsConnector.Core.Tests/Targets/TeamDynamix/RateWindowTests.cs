using System.Globalization;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets.TeamDynamix.Calls;
using FunctionsConnector.Core.Tests.Testing;

namespace FunctionsConnector.Core.Tests.Targets.TeamDynamix;

public class RateWindowTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);

    private readonly FakeClock _clock = new();

    [Fact]
    public async Task The_next_window_is_waited_for_until_5_seconds_after_the_reset()
    {
        var window = new RateWindow(60, null, Long, _clock);
        await CallAsync(window, 60);

        var waiting = window.EnterAsync(CallUrgency.Caller, TestContext.Current.CancellationToken);
        _clock.Advance(TimeSpan.FromSeconds(64));
        waiting.IsCompleted.ShouldBeFalse();
        _clock.Advance(TimeSpan.FromSeconds(1));

        (await waiting).Failure.ShouldBeNull();
    }

    [Fact]
    public async Task A_wait_that_does_not_fit_is_refused_at_once_and_says_how_long_it_is()
    {
        var window = new RateWindow(60, null, TimeSpan.FromSeconds(40), _clock);
        await CallAsync(window, 60);

        var failure = (await window.EnterAsync(CallUrgency.Caller, TestContext.Current.CancellationToken)).Failure!;

        failure.Code.ShouldBe(FailureCode.RateLimited);
        failure.RetryAfter.ShouldBe(TimeSpan.FromSeconds(65));
    }

    [Fact]
    public async Task Callers_go_before_the_queue_which_keeps_a_quarter_of_each_window()
    {
        var window = new RateWindow(8, null, Long, _clock);
        await CallAsync(window, 8);
        var queued = Enter(window, CallUrgency.Queue, 8);
        var callers = Enter(window, CallUrgency.Caller, 8);

        _clock.Advance(TimeSpan.FromSeconds(65));

        (callers.Count(call => call.IsCompleted), queued.Count(call => call.IsCompleted)).ShouldBe((6, 2));
        _clock.Advance(TimeSpan.FromSeconds(65));
        (callers.Count(call => call.IsCompleted), queued.Count(call => call.IsCompleted)).ShouldBe((8, 8));
        await Task.WhenAll([.. queued, .. callers]);
    }

    [Fact]
    public async Task A_line_too_long_for_the_time_there_is_refuses_who_comes_to_its_end()
    {
        var window = new RateWindow(8, null, TimeSpan.FromSeconds(100), _clock);
        await CallAsync(window, 8);
        var fitting = Enter(window, CallUrgency.Caller, 8);

        var failure = (await window.EnterAsync(CallUrgency.Caller, TestContext.Current.CancellationToken)).Failure!;

        failure.RetryAfter.ShouldBe(TimeSpan.FromSeconds(130), "two windows must pass");
        _clock.Advance(TimeSpan.FromSeconds(65));
        fitting.ShouldAllBe(call => call.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task A_wait_that_is_given_up_says_how_long_it_still_is()
    {
        var window = new RateWindow(1, null, Long, _clock);
        await CallAsync(window, 1);
        using var limit = new TimeLimit(TimeSpan.FromSeconds(20), _clock, TestContext.Current.CancellationToken);

        var waiting = window.EnterAsync(CallUrgency.Caller, limit.Token);
        _clock.Advance(TimeSpan.FromSeconds(20));

        (await waiting).Failure!.RetryAfter.ShouldBe(TimeSpan.FromSeconds(45));
    }

    [Fact]
    public async Task The_limit_that_an_answer_names_counts()
    {
        var window = new RateWindow(60, null, TimeSpan.Zero, _clock);

        await CallAsync(window, 1, Answer(limit: 2, remaining: 1, resetIn: 60));
        await CallAsync(window, 1);

        (await window.EnterAsync(CallUrgency.Caller, TestContext.Current.CancellationToken)).Failure.ShouldNotBeNull();
    }

    [Fact]
    public async Task The_setting_lowers_the_limit_and_never_raises_it()
    {
        var lowered = new RateWindow(60, 2, TimeSpan.Zero, _clock);
        await CallAsync(lowered, 2, Answer(limit: 60, remaining: 40, resetIn: 60));
        var raised = new RateWindow(60, 1000, TimeSpan.Zero, _clock);
        await CallAsync(raised, 60);

        (await lowered.EnterAsync(CallUrgency.Caller, TestContext.Current.CancellationToken)).Failure.ShouldNotBeNull();
        (await raised.EnterAsync(CallUrgency.Caller, TestContext.Current.CancellationToken)).Failure.ShouldNotBeNull();
    }

    [Fact]
    public async Task What_others_behind_the_same_address_used_counts()
    {
        var window = new RateWindow(60, null, TimeSpan.Zero, _clock);

        await CallAsync(window, 1, Answer(limit: 60, remaining: 1, resetIn: 30));
        await CallAsync(window, 1);

        (await window.EnterAsync(CallUrgency.Caller, TestContext.Current.CancellationToken)).Failure!.RetryAfter.ShouldBe(TimeSpan.FromSeconds(35));
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
    public async Task After_a_429_nothing_is_sent_until_it_may_be(int? resetIn, int? retryAfter, int expected)
    {
        var window = new RateWindow(60, null, TimeSpan.Zero, _clock);

        await CallAsync(window, 1, Answer(status: 429, resetIn: resetIn, retryAfter: retryAfter));

        window.UntilFree().ShouldBe(TimeSpan.FromSeconds(expected));
    }

    [Fact]
    public async Task Broken_headers_are_no_headers()
    {
        var window = new RateWindow(60, null, TimeSpan.Zero, _clock);
        using var response = new HttpResponseMessage();
        response.Headers.TryAddWithoutValidation("X-RateLimit-Limit", "many");
        response.Headers.TryAddWithoutValidation("X-RateLimit-Remaining", "-1");
        response.Headers.TryAddWithoutValidation("X-RateLimit-Reset", "soon");

        await CallAsync(window, 60, new VendorReply.Answer(200, response.Headers, default));

        window.UntilFree().ShouldBe(TimeSpan.FromSeconds(65));
    }

    [Fact]
    public async Task A_call_still_under_way_when_the_window_ends_counts_in_the_next()
    {
        var window = new RateWindow(2, null, TimeSpan.Zero, _clock);
        using var slow = (await window.EnterAsync(CallUrgency.Caller, TestContext.Current.CancellationToken)).Value;
        _clock.Advance(TimeSpan.FromSeconds(65));

        await CallAsync(window, 1);

        (await window.EnterAsync(CallUrgency.Caller, TestContext.Current.CancellationToken)).Failure.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_call_that_the_vendor_never_saw_uses_up_nothing()
    {
        var window = new RateWindow(2, 1, TimeSpan.Zero, _clock);

        for (var call = 0; call < 5; call++)
        {
            await GiveBackAsync(window, CallUrgency.Caller);
        }

        await CallAsync(window, 1);
        (await window.EnterAsync(CallUrgency.Caller, TestContext.Current.CancellationToken)).Failure.ShouldNotBeNull("the one call that was made counts");
    }

    [Theory]
    [InlineData(429, null)]
    [InlineData(200, 0)]
    public async Task A_place_that_is_given_back_opens_no_window_that_the_vendor_has_closed(int status, int? remaining)
    {
        var window = new RateWindow(60, null, TimeSpan.Zero, _clock);
        using var unsent = (await window.EnterAsync(CallUrgency.Caller, TestContext.Current.CancellationToken)).Value.ShouldNotBeNull();
        await CallAsync(window, 1, Answer(status, limit: 60, remaining: remaining, resetIn: 20));

        unsent.GiveBack();

        window.UntilFree().ShouldBe(TimeSpan.FromSeconds(25));
    }

    [Fact]
    public async Task A_place_of_a_window_that_is_over_is_not_given_back_to_the_next()
    {
        var window = new RateWindow(2, null, TimeSpan.Zero, _clock);
        var late = (await window.EnterAsync(CallUrgency.Caller, TestContext.Current.CancellationToken)).Value.ShouldNotBeNull();
        late.Dispose();
        _clock.Advance(TimeSpan.FromSeconds(65));
        await CallAsync(window, 2);

        late.GiveBack();

        (await window.EnterAsync(CallUrgency.Caller, TestContext.Current.CancellationToken)).Failure.ShouldNotBeNull();
    }

    [Fact]
    public async Task The_quarter_of_the_queue_is_not_used_up_by_what_was_not_sent()
    {
        var window = new RateWindow(8, null, Long, _clock);
        var unsent = (await window.EnterAsync(CallUrgency.Queue, TestContext.Current.CancellationToken)).Value.ShouldNotBeNull();
        await GiveBackAsync(window, CallUrgency.Queue);
        await CallAsync(window, 7);
        var waiting = Enter(window, CallUrgency.Caller, 1);

        unsent.GiveBack();
        unsent.Dispose();

        Enter(window, CallUrgency.Queue, 1).ShouldAllBe(call => call.IsCompletedSuccessfully, "it is within its quarter, so no caller goes before it");
        _clock.Advance(TimeSpan.FromSeconds(65));
        await Task.WhenAll(waiting);
    }

    private static async Task GiveBackAsync(RateWindow window, CallUrgency urgency)
    {
        using var place = (await window.EnterAsync(urgency, TestContext.Current.CancellationToken)).Value.ShouldNotBeNull();
        place.GiveBack();
    }

    private static async Task CallAsync(RateWindow window, int times, VendorReply.Answer? answer = null)
    {
        for (var i = 0; i < times; i++)
        {
            using var place = (await window.EnterAsync(CallUrgency.Caller, TestContext.Current.CancellationToken)).Value.ShouldNotBeNull();
            if (answer is not null)
            {
                place.Learn(answer);
            }
        }
    }

    private static List<Task> Enter(RateWindow window, CallUrgency urgency, int count) =>
        [.. Enumerable.Range(0, count).Select(async _ => (await window.EnterAsync(urgency, TestContext.Current.CancellationToken)).Value!.Dispose())];

    private VendorReply.Answer Answer(
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
        return new VendorReply.Answer(status, response.Headers, default);
    }
}
