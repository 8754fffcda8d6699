using System.Collections.Concurrent;
using System.Globalization;
using FunctionsConnector.Actions.Http;
using FunctionsConnector.Actions.Settings;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Secrets;

namespace FunctionsConnector.Actions.Secrets.KeyVault;

/// <summary>Reads secrets from a Key Vault, by name and without a version, so that the next read returns a new version.</summary>
internal sealed class KeyVaultSecretSource : ISecretSource, IHealthState
{
    private readonly ConcurrentDictionary<string, CachedSecret> _secrets = new(StringComparer.OrdinalIgnoreCase);
    private readonly Func<string, CachedSecret> _make;
    private readonly VaultOutage _outage;

    public KeyVaultSecretSource(
        KeyVaultSettings settings, VaultClient vault, TimeProvider time, Func<double> random, ILogger<KeyVaultSecretSource> logger)
    {
        _outage = new VaultOutage(time, logger);
        var parts = new CachedSecret.Parts(vault, _outage, time, random, logger);
        _make = name => new CachedSecret(name, settings.RefreshAfter, parts);
    }

    /// <summary>The status is public, so the text names neither the vault nor a secret.</summary>
    public string? Degradation =>
        _outage.Since is { } since
            ? string.Create(CultureInfo.InvariantCulture, $"Key Vault is unavailable since {since:yyyy-MM-dd'T'HH:mm:ss'Z'}. Cached secrets stay in use for {CachedSecret.MaxStaleness.TotalHours:0} hours at most.")
            : _secrets.Values.Any(secret => secret.IsDenied)
                ? $"Key Vault denies access to cached secrets. They stay in use for {CachedSecret.MaxStaleness.TotalHours:0} hours at most."
                : null;

    public ValueTask<Result<string>> GetAsync(string name, CancellationToken cancellationToken) => Secret(name).GetAsync(cancellationToken);

    public ValueTask<Result<string>> RefreshAsync(string name, CancellationToken cancellationToken) => Secret(name).RefreshAsync(cancellationToken);

    private CachedSecret Secret(string name) => _secrets.GetOrAdd(name, _make);
}
