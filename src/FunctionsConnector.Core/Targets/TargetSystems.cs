using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Core.Targets;

/// <summary>The configured target systems. Each is created on first use, so the start does not pay for unused ones.</summary>
public sealed class TargetSystems
{
    private readonly Dictionary<string, Lazy<ITargetSystem>> _byName = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="settings">The settings of each system, with distinct names.</param>
    /// <param name="create">Creates a system.</param>
    public TargetSystems(IReadOnlyList<TargetSystemSettings> settings, Func<TargetSystemSettings, ITargetSystem> create)
    {
        foreach (var system in settings)
        {
            _byName.Add(system.Name, new Lazy<ITargetSystem>(() => create(system)));
        }

        Settings = [.. settings.OrderBy(system => system.Name, StringComparer.Ordinal)];
    }

    /// <summary>The settings of all systems, ordered by name.</summary>
    public IReadOnlyList<TargetSystemSettings> Settings { get; }

    /// <summary>The system with these settings.</summary>
    public ITargetSystem Of(TargetSystemSettings settings) => _byName[settings.Name].Value;

    /// <summary>The system with this name in any case, or <see cref="FailureCode.SystemNotFound"/>.</summary>
    public Result<ITargetSystem> Find(string name) =>
        _byName.TryGetValue(name, out var system)
            ? Result.From(system.Value)
            : new Failure(FailureCode.SystemNotFound, $"There is no target system '{name}'. Pick one from the list of systems.") { System = name };
}
