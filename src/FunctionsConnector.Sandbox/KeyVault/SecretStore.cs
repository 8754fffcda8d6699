using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace FunctionsConnector.Sandbox.KeyVault;

/// <summary>The secrets with all their versions, oldest first. Names ignore case. Thread-safe.</summary>
internal sealed class SecretStore(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, ImmutableList<StoredSecret>> _secrets = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The given version, or the newest one without a version; null if there is none.</summary>
    public StoredSecret? Find(string name, string? version = null) =>
        !_secrets.TryGetValue(name, out var versions) ? null
        : version is null ? versions[^1]
        : versions.Find(stored => stored.Version.Equals(version, StringComparison.OrdinalIgnoreCase));

    public IReadOnlyList<StoredSecret> Versions(string name) => _secrets.GetValueOrDefault(name) ?? [];

    /// <returns>The version.</returns>
    public string Set(string name, string value)
    {
        var stored = new StoredSecret(Guid.NewGuid().ToString("N"), value, time.GetUtcNow());
        _secrets.AddOrUpdate(name, _ => [stored], (_, versions) => versions.Add(stored));
        return stored.Version;
    }

    /// <exception cref="KeyNotFoundException">There is no such secret.</exception>
    public void Enable(string name, bool isEnabled)
    {
        while (true)
        {
            var versions = _secrets.TryGetValue(name, out var found) ? found : throw new KeyNotFoundException($"There is no secret '{name}'.");
            if (_secrets.TryUpdate(name, versions.SetItem(versions.Count - 1, versions[^1] with { IsEnabled = isEnabled }), versions))
            {
                return;
            }
        }
    }

    public void Delete(string name) => _secrets.TryRemove(name, out _);

    public void Clear() => _secrets.Clear();
}
