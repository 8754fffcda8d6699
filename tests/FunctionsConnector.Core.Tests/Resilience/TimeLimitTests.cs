using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Tests.Testing;

namespace FunctionsConnector.Core.Tests.Resilience;

public sealed class TimeLimitTests
{
    private readonly FakeClock _clock = new();

    [Fact]
    public void The_time_counts_from_when_the_limit_was_made_not_from_when_its_token_is_asked_for()
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
    public void A_token_asked_for_when_the_time_is_over_is_cancelled()
    {
        using var limit = new TimeLimit(TimeSpan.FromSeconds(5), _clock, CancellationToken.None);
        _clock.Advance(TimeSpan.FromSeconds(6));

        limit.Token.IsCancellationRequested.ShouldBeTrue();
    }

    [Fact]
    public async Task A_caller_who_gives_up_ends_it_before_its_time()
    {
        using var caller = new CancellationTokenSource();
        using var limit = new TimeLimit(TimeSpan.FromSeconds(5), _clock, caller.Token);
        var token = limit.Token;

        await caller.CancelAsync();

        token.IsCancellationRequested.ShouldBeTrue();
    }
}
