namespace FunctionsConnector.Core.Tests.Resilience;

public sealed class TimeLimitTests
{
    private readonly FakeClock _clock = new();

    [Fact]
    public void The_time_counts_from_the_creation_of_the_limit_not_from_the_use_of_its_token()
    {
        using var limit = new TimeLimit(TimeSpan.FromSeconds(5), _clock, CancellationToken.None);
        _clock.Advance(TimeSpan.FromSeconds(3));

        var token = limit.Token;
        _clock.Advance(TimeSpan.FromSeconds(1.9));
        token.IsCancellationRequested.ShouldBeFalse("4.9 of 5 seconds have passed");
        _clock.Advance(TimeSpan.FromSeconds(0.2));

        token.IsCancellationRequested.ShouldBeTrue("5.1 of 5 seconds have passed");
    }

    [Fact]
    public void A_token_used_after_the_time_is_cancelled()
    {
        using var limit = new TimeLimit(TimeSpan.FromSeconds(5), _clock, CancellationToken.None);
        _clock.Advance(TimeSpan.FromSeconds(6));

        limit.Token.IsCancellationRequested.ShouldBeTrue();
    }

    [Fact]
    public async Task The_caller_can_cancel_it_early()
    {
        using var caller = new CancellationTokenSource();
        using var limit = new TimeLimit(TimeSpan.FromSeconds(5), _clock, caller.Token);
        var token = limit.Token;

        await caller.CancelAsync();

        token.IsCancellationRequested.ShouldBeTrue();
    }
}
