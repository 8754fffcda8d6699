using System.Net;
using FunctionsConnector.Core.Targets.Autotask.Authentication;
using FunctionsConnector.Core.Targets.Autotask.Calls;
using FunctionsConnector.Core.Targets.TeamDynamix.Calls;

namespace FunctionsConnector.Core.Tests.Resilience;

/// <summary>Somebody sets the wall clock on or back by an hour. No wait, age or window changes.</summary>
public class WallClockJumpTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);
    private static readonly Failure Down = new(FailureCode.SystemUnavailable, "down");

    private readonly FakeClock _clock = new();

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task A_budget_of_calls_is_free_again_after_its_minute(int hours)
    {
        var budget = new MinuteBudget(1, Long, _clock);
        await SpendAsync(budget);
        _clock.Advance(TimeSpan.FromSeconds(20));
        _clock.SetWallClock(TimeSpan.FromHours(hours));

        var waiting = SpendAsync(budget);
        _clock.Advance(TimeSpan.FromSeconds(39));
        waiting.IsCompleted.ShouldBeFalse();
        _clock.Advance(TimeSpan.FromSeconds(1));

        (await waiting).ShouldBeNull();
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task A_window_of_calls_ends_in_time(int hours)
    {
        var window = new RateWindow(1, null, Long, _clock);
        using var slot = (await window.AcquireAsync(CallPriority.Caller, TestContext.Current.CancellationToken)).Value;
        _clock.SetWallClock(TimeSpan.FromHours(hours));

        var waiting = window.AcquireAsync(CallPriority.Caller, TestContext.Current.CancellationToken);
        _clock.Advance(TimeSpan.FromSeconds(64));
        waiting.IsCompleted.ShouldBeFalse();
        slot!.Dispose();
        _clock.Advance(TimeSpan.FromSeconds(1));

        (await waiting).Failure.ShouldBeNull();
    }

    [Theory]
    [InlineData(-1, 20, 1)]
    [InlineData(1, 1, 0)]
    public async Task A_cached_value_expires_by_its_age(int hours, int minutes, int fetches)
    {
        var cache = new SingleFlightCache<string, int>(TimeSpan.FromMinutes(15), TimeSpan.FromHours(24), _clock);
        var fetched = -1;
        Task<Result<int>> Fetch(string key, CancellationToken token) => Task.FromResult<Result<int>>(++fetched);
        await cache.GetAsync("catalog", Fetch, TestContext.Current.CancellationToken);
        _clock.SetWallClock(TimeSpan.FromHours(hours));
        _clock.Advance(TimeSpan.FromMinutes(minutes));

        (await cache.GetAsync("catalog", Fetch, TestContext.Current.CancellationToken)).Value.ShouldBe(fetches);
    }

    [Fact]
    public void Refused_credentials_are_tried_again_after_a_minute()
    {
        var attempts = new CredentialAttempts(_clock);
        var credentials = new Credentials("user", "secret", "code");
        attempts.Suspend(credentials, Down);
        _clock.SetWallClock(TimeSpan.FromHours(-1));
        attempts.Refusal(credentials)!.RetryAfter.ShouldBe(TimeSpan.FromMinutes(1));
        _clock.Advance(TimeSpan.FromMinutes(1));

        attempts.Refusal(credentials).ShouldBeNull();
    }

    [Fact]
    public async Task The_hourly_threshold_is_asked_for_again_after_five_minutes()
    {
        var threshold = new HourlyThreshold("Autotask", _clock);
        var asked = 0;
        Task<Result<VendorReply>> Ask()
        {
            asked++;
            return Task.FromResult<Result<VendorReply>>(Down);
        }

        await threshold.CheckAsync(Ask, TestContext.Current.CancellationToken);
        _clock.SetWallClock(TimeSpan.FromHours(-1));
        _clock.Advance(TimeSpan.FromMinutes(5));
        await threshold.CheckAsync(Ask, TestContext.Current.CancellationToken);

        // It is asked in the background.
        SpinWait.SpinUntil(() => Volatile.Read(ref asked) == 2, TimeSpan.FromSeconds(10)).ShouldBeTrue();
    }

    [Fact]
    public void A_date_to_retry_after_counts_from_the_date_of_its_response()
    {
        using var response = new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);
        response.Headers.Date = _clock.GetUtcNow();
        response.Headers.RetryAfter = new System.Net.Http.Headers.RetryConditionHeaderValue(_clock.GetUtcNow().AddSeconds(7));
        _clock.SetWallClock(TimeSpan.FromHours(-1));

        new VendorReply.Response(503, response.Headers, default).RetryAfter(_clock.GetUtcNow()).ShouldBe(TimeSpan.FromSeconds(7));
    }

    private static async Task<TimeSpan?> SpendAsync(MinuteBudget budget) =>
        (await budget.SpendAsync(1, CallPriority.Caller, slot: null, TestContext.Current.CancellationToken)).Wait;
}
