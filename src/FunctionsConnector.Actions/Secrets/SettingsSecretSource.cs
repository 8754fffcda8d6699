using System.Collections.Concurrent;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Secrets;

namespace FunctionsConnector.Actions.Secrets;

/// <summary>Reads secrets from the settings <c>Secrets:&lt;secret-name&gt;</c>.</summary>
public sealed class SettingsSecretSource(IConfiguration configuration) : ISecretSource
{
    // Every update reads several secrets, and the configuration searches all its providers each time.
    private readonly ConcurrentDictionary<string, string> _found = new();

    public ValueTask<Result<string>> GetAsync(string name, CancellationToken cancellationToken) =>
        ValueTask.FromResult(_found.TryGetValue(name, out var known) ? known : Find(name));

    /// <summary>Settings do not change while the process runs, so there is no newer value.</summary>
    public ValueTask<Result<string>> RefreshAsync(string name, CancellationToken cancellationToken) => GetAsync(name, cancellationToken);

    private Result<string> Find(string name) =>
        configuration[$"Secrets:{name}"] is { Length: > 0 } secret
            ? _found.GetOrAdd(name, secret)
            : new Failure(FailureCode.CredentialsMissing, $"The secret '{name}' is not there. Set Secrets:{name} in the connector's settings.")
            {
                Target = name,
            };
}
