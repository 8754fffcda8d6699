namespace FunctionsConnector.Core.Tests.Resilience;

public class MinuteBudgetTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);

    private readonly FakeClock _clock = new();

    [Fact]
    public async Task No_minute_has_more_calls_than_the_budget()
    {
        var budget = new MinuteBudget(60, Long, _clock);
        var starts = new List<DateTimeOffset>();
        for (var i = 0; i < 200; i++)
        {
            (await _clock.RunAsync(budget.SpendAsync(1, CallPriority.Caller, slot: null, TestContext.Current.CancellationToken))).Wait.ShouldBeNull();
            starts.Add(_clock.GetUtcNow());
            _clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        foreach (var start in starts)
        {
            starts.Count(other => other >= start && other - start < TimeSpan.FromMinutes(1)).ShouldBeLessThanOrEqualTo(60);
        }
    }

    [Fact]
    public async Task A_cancelled_wait_returns_the_remaining_time()
    {
        var budget = new MinuteBudget(1, Long, _clock);
        await budget.SpendAsync(1, CallPriority.Caller, slot: null, TestContext.Current.CancellationToken);
        _clock.Advance(TimeSpan.FromSeconds(20));
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();

        (await budget.SpendAsync(1, CallPriority.Caller, slot: null, gone.Token)).Wait.ShouldBe(TimeSpan.FromSeconds(40));
    }
}
