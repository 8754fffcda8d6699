using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Secrets;
using FunctionsConnector.Security;
using FunctionsConnector.Settings;

namespace FunctionsConnector.Tests.Security;

/// <summary>What guessing at keys costs us, and what it tells the guesser.</summary>
public sealed class KeyGuessingTests
{
    private const int Keys = 5;

    [Theory]
    [InlineData("key-0", true)]
    [InlineData("key-4", true)]
    [InlineData("key-", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public async Task Every_key_is_compared_whichever_fits(string? presented, bool isKnown)
    {
        var source = new CountingSource();

        var caller = await Subject(source).RecognizeAsync(presented, TestContext.Current.CancellationToken);

        (caller.Failure is null, source.Asked).ShouldBe((isKnown, Keys));
    }

    [Fact]
    public async Task Wrong_keys_never_have_a_secret_asked_for_anew()
    {
        var source = new CountingSource();
        var keys = Subject(source);

        for (var attempt = 0; attempt < 10_000; attempt++)
        {
            (await keys.RecognizeAsync($"guess-{attempt}", TestContext.Current.CancellationToken)).Failure!.Code.ShouldBe(FailureCode.Unauthorized);
        }

        source.Refreshed.ShouldBe(0);
    }

    private static ApiKeys Subject(ISecretSource source) => new(
        new ConnectorSettings([], [.. Enumerable.Range(0, Keys).Select(number => new ApiKeySettings($"caller {number}", $"key-{number}", []))], TimeSpan.FromMinutes(1)),
        source);

    /// <summary>Each secret is its own name.</summary>
    private sealed class CountingSource : ISecretSource
    {
        public int Asked { get; private set; }

        public int Refreshed { get; private set; }

        public ValueTask<Result<string>> GetAsync(string name, CancellationToken cancellationToken)
        {
            Asked++;
            return ValueTask.FromResult<Result<string>>(name);
        }

        public ValueTask<Result<string>> RefreshAsync(string name, CancellationToken cancellationToken)
        {
            Refreshed++;
            return ValueTask.FromResult<Result<string>>(name);
        }
    }
}
