using FunctionsConnector.Actions.Security;
using FunctionsConnector.Actions.Settings;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Secrets;
using Microsoft.Extensions.Logging.Abstractions;

namespace FunctionsConnector.Actions.Tests.Security;

/// <summary>The work that guessed keys cause.</summary>
public sealed class KeyGuessingTests
{
    private const int Keys = 5;

    [Theory]
    [InlineData("key-0", true, Keys)]
    [InlineData("key-4", true, Keys)]
    [InlineData("key-", false, 2 * Keys)]
    [InlineData("", false, 0)]
    [InlineData(null, false, 0)]
    public async Task Every_key_is_compared_once_and_twice_if_none_matches(string? presented, bool isKnown, int asked)
    {
        var source = new CountingSource();

        var caller = await Subject(source).AuthenticateAsync(presented, TestContext.Current.CancellationToken);

        (caller.Failure is null, source.Asked).ShouldBe((isKnown, asked));
    }

    [Fact]
    public async Task Ten_thousand_wrong_keys_refresh_each_secret_once()
    {
        var source = new CountingSource();
        var keys = Subject(source);

        for (var attempt = 0; attempt < 10_000; attempt++)
        {
            (await keys.AuthenticateAsync($"guess-{attempt}", TestContext.Current.CancellationToken)).Failure!.Code.ShouldBe(FailureCode.Unauthorized);
        }

        source.Refreshed.ShouldBe(Keys, "no time passes between the guesses");
    }

    private static ApiKeys Subject(ISecretSource source) => new(
        new ConnectorSettings([], [.. Enumerable.Range(0, Keys).Select(number => new ApiKeySettings($"caller {number}", $"key-{number}", []))], TimeSpan.FromMinutes(1)),
        source,
        new StoppedClock(),
        NullLogger<ApiKeys>.Instance);

    private sealed class StoppedClock : TimeProvider
    {
        public override long GetTimestamp() => 0;
    }

    /// <summary>The value of each secret is its name.</summary>
    private sealed class CountingSource : ISecretSource
    {
        private int _asked;
        private int _refreshed;

        public int Asked => _asked;

        public int Refreshed => _refreshed;

        public ValueTask<Result<string>> GetAsync(string name, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _asked);
            return ValueTask.FromResult<Result<string>>(name);
        }

        public ValueTask<Result<string>> RefreshAsync(string name, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _refreshed);
            return ValueTask.FromResult<Result<string>>(name);
        }
    }
}
