using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Core.Secrets;

/// <summary>A source whose secrets are made known to <see cref="KnownSecrets"/> before anybody can use them.</summary>
public sealed class LearnedSecrets(ISecretSource source, KnownSecrets known) : ISecretSource
{
    public async ValueTask<Result<string>> GetAsync(string name, CancellationToken cancellationToken) =>
        Learn(name, await source.GetAsync(name, cancellationToken));

    public async ValueTask<Result<string>> RefreshAsync(string name, CancellationToken cancellationToken) =>
        Learn(name, await source.RefreshAsync(name, cancellationToken));

    private Result<string> Learn(string name, Result<string> secret)
    {
        if (secret.Value is { } value)
        {
            known.Learn(name, value);
        }

        return secret;
    }
}
