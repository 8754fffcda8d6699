using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Core.Secrets;

/// <summary>Registers each secret with <see cref="SecretRedactor"/> before it is used.</summary>
public sealed class RegisteringSecretSource(ISecretSource source, SecretRedactor redactor) : ISecretSource
{
    public ValueTask<Result<string>> GetAsync(string name, CancellationToken cancellationToken) =>
        RegisterAsync(name, source.GetAsync(name, cancellationToken));

    public ValueTask<Result<string>> RefreshAsync(string name, CancellationToken cancellationToken) =>
        RegisterAsync(name, source.RefreshAsync(name, cancellationToken));

    // Each update asks several times, and the source nearly always has the secret in its cache.
    private ValueTask<Result<string>> RegisterAsync(string name, ValueTask<Result<string>> asked) =>
        asked.IsCompletedSuccessfully ? ValueTask.FromResult(Register(name, asked.Result)) : RegisterLaterAsync(name, asked);

    private async ValueTask<Result<string>> RegisterLaterAsync(string name, ValueTask<Result<string>> asked) => Register(name, await asked);

    private Result<string> Register(string name, Result<string> secret)
    {
        if (secret.Value is { } value)
        {
            redactor.Register(name, value);
        }

        return secret;
    }
}
