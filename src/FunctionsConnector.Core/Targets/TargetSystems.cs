using System.Collections.Frozen;
using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Core.Targets;

/// <summary>The configured target systems.</summary>
public sealed class TargetSystems(IEnumerable<ITargetSystem> systems)
{
    private readonly FrozenDictionary<string, ITargetSystem> _byName =
        systems.ToFrozenDictionary(system => system.Settings.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>All of them, by name.</summary>
    public IReadOnlyList<ITargetSystem> All => [.. _byName.Values.OrderBy(system => system.Settings.Name, StringComparer.Ordinal)];

    /// <summary>The system with this name, case aside, or <see cref="FailureCode.SystemNotFound"/>.</summary>
    public Result<ITargetSystem> Find(string name) =>
        _byName.TryGetValue(name, out var system)
            ? Result.From(system)
            : new Failure(FailureCode.SystemNotFound, $"There is no target system '{name}'. Pick one from the list of systems.") { System = name };
}
