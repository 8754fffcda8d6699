using FunctionsConnector.Actions.Http;
using System.Collections.Concurrent;
using System.Globalization;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Secrets;
using FunctionsConnector.Actions.Settings;

namespace FunctionsConnector.Actions.Secrets.KeyVault;

/// <summary>Takes secrets from a Key Vault: by name and without version, so that a new version is what is used next.</summary>
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

    /// <summary>Outsiders read it, so it names neither the vault nor any secret.</summary>
    public string? Degradation =>
        _outage.Since is { } since
            ? string.Create(CultureInfo.InvariantCulture, $"Key Vault cannot be asked since {since:yyyy-MM-dd'T'HH:mm:ss'Z'}. Secrets that were read before stay in use for {CachedSecret.LongestUse.TotalHours:0} hours at most.")
            : _secrets.Values.Any(secret => secret.IsDenied)
                ? $"Key Vault refuses access to secrets that were read before, which stay in use for {CachedSecret.LongestUse.TotalHours:0} hours at most."
                : null;

    public ValueTask<Result<string>> GetAsync(string name, CancellationToken cancellationToken) => Secret(name).GetAsync(cancellationToken);

    public ValueTask<Result<string>> RefreshAsync(string name, CancellationToken cancellationToken) => Secret(name).RefreshAsync(cancellationToken);

    private CachedSecret Secret(string name) => _secrets.GetOrAdd(name, _make);
}
