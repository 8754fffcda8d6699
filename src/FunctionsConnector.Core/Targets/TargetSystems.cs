using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Core.Targets;

/// <summary>The configured target systems. Each is made when it is first asked for: a start pays only for those that are used.</summary>
public sealed class TargetSystems
{
    private readonly Dictionary<string, Lazy<ITargetSystem>> _byName = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="settings">Those of each system; no two have one name.</param>
    /// <param name="create">Makes a system.</param>
    public TargetSystems(IReadOnlyList<TargetSystemSettings> settings, Func<TargetSystemSettings, ITargetSystem> create)
    {
        foreach (var system in settings)
        {
            _byName.Add(system.Name, new Lazy<ITargetSystem>(() => create(system)));
        }

        Settings = [.. settings.OrderBy(system => system.Name, StringComparer.Ordinal)];
    }

    /// <summary>The settings of all of them, by name.</summary>
    public IReadOnlyList<TargetSystemSettings> Settings { get; }

    /// <summary>The system that has these settings.</summary>
    public ITargetSystem Of(TargetSystemSettings settings) => _byName[settings.Name].Value;

    /// <summary>The system with this name, case aside, or <see cref="FailureCode.SystemNotFound"/>.</summary>
    public Result<ITargetSystem> Find(string name) =>
        _byName.TryGetValue(name, out var system)
            ? Result.From(system.Value)
            : new Failure(FailureCode.SystemNotFound, $"There is no target system '{name}'. Pick one from the list of systems.") { System = name };
}
