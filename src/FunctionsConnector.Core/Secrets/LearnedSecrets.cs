using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Core.Secrets;

/// <summary>A source whose secrets are made known to <see cref="KnownSecrets"/> before anybody can use them.</summary>
public sealed class LearnedSecrets(ISecretSource source, KnownSecrets known) : ISecretSource
{
    public ValueTask<Result<string>> GetAsync(string name, CancellationToken cancellationToken) =>
        LearnAsync(name, source.GetAsync(name, cancellationToken));

    public ValueTask<Result<string>> RefreshAsync(string name, CancellationToken cancellationToken) =>
        LearnAsync(name, source.RefreshAsync(name, cancellationToken));

    // Nearly always at hand, several times in every update.
    private ValueTask<Result<string>> LearnAsync(string name, ValueTask<Result<string>> asked) =>
        asked.IsCompletedSuccessfully ? ValueTask.FromResult(Learn(name, asked.Result)) : LearnLaterAsync(name, asked);

    private async ValueTask<Result<string>> LearnLaterAsync(string name, ValueTask<Result<string>> asked) => Learn(name, await asked);

    private Result<string> Learn(string name, Result<string> secret)
    {
        if (secret.Value is { } value)
        {
            known.Learn(name, value);
        }

        return secret;
    }
}
