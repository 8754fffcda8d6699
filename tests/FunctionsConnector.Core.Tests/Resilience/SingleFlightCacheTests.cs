namespace FunctionsConnector.Core.Tests.Resilience;

public class SingleFlightCacheTests
{
    private static readonly TimeSpan Age = TimeSpan.FromMinutes(15);
    private static readonly Failure Down = new(FailureCode.SystemUnavailable, "down");

    private readonly FakeClock _clock = new();
    private readonly SingleFlightCache<string, int> _cache;
    private int _fetches;

    public SingleFlightCacheTests() => _cache = new SingleFlightCache<string, int>(Age, TimeSpan.FromHours(24), _clock);

    [Fact]
    public async Task Concurrent_requests_share_one_fetch()
    {
        var fetching = new TaskCompletionSource<Result<int>>();
        var asking = Enumerable.Range(0, 50).Select(_ => GetAsync(() => fetching.Task)).ToList();
        fetching.SetResult(7);

        (await Task.WhenAll(asking)).ShouldAllBe(result => result.Value == 7);
        _fetches.ShouldBe(1);
    }

    [Fact]
    public async Task An_expired_value_is_fetched_again()
    {
        (await GetAsync(1)).Value.ShouldBe(1);
        _clock.Advance(Age - TimeSpan.FromSeconds(1));
        (await GetAsync(2)).Value.ShouldBe(1);
        _clock.Advance(TimeSpan.FromSeconds(1));
        (await GetAsync(3)).Value.ShouldBe(3);
    }

    [Fact]
    public async Task An_expired_value_is_served_while_the_source_is_down_until_its_limit()
    {
        await GetAsync(1);
        _clock.Advance(TimeSpan.FromHours(23));
        (await GetAsync(Down)).Value.ShouldBe(1);
        _clock.Advance(TimeSpan.FromHours(1));
        (await GetAsync(Down)).Failure.ShouldBe(Down);
    }

    [Fact]
    public async Task An_unavailable_source_is_not_called_at_every_request()
    {
        await GetAsync(1);
        _clock.Advance(Age);
        for (var i = 0; i < 10; i++)
        {
            (await GetAsync(Down)).Value.ShouldBe(1);
        }

        _fetches.ShouldBe(2);
    }

    [Fact]
    public async Task An_expired_value_does_not_mask_a_permanent_failure()
    {
        await GetAsync(1);
        _clock.Advance(Age);
        var gone = new Failure(FailureCode.RecordTypeNotFound, "gone");

        (await GetAsync(gone)).Failure.ShouldBe(gone);
    }

    [Fact]
    public async Task A_failure_is_not_cached()
    {
        (await GetAsync(Down)).Failure.ShouldBe(Down);
        (await GetAsync(2)).Value.ShouldBe(2);
    }

    [Fact]
    public async Task A_cancelled_request_does_not_cancel_the_fetch_of_the_others()
    {
        var fetching = new TaskCompletionSource<Result<int>>();
        using var leaving = new CancellationTokenSource();
        var leaver = _cache.GetAsync("key", (_, _) => fetching.Task, leaving.Token);
        var waiter = GetAsync(() => fetching.Task);
        await leaving.CancelAsync();
        (await leaver).Failure.ShouldNotBeNull().Code.ShouldBe(FailureCode.SystemUnavailable);
        fetching.SetResult(7);

        (await waiter).Value.ShouldBe(7);
    }

    private Task<Result<int>> GetAsync(Result<int> answer) => GetAsync(() => Task.FromResult(answer));

    private Task<Result<int>> GetAsync(Func<Task<Result<int>>> answer) => _cache.GetAsync(
        "key",
        (_, _) =>
        {
            Interlocked.Increment(ref _fetches);
            return answer();
        },
        TestContext.Current.CancellationToken).AsTask();
}
