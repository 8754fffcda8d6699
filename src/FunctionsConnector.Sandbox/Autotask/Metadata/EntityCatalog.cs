using FunctionsConnector.Sandbox.Autotask.Entities;

namespace FunctionsConnector.Sandbox.Autotask.Metadata;

/// <summary>All entities of the simulated tenant. Thread-safe: an entity can be replaced during a call.</summary>
internal sealed class EntityCatalog
{
    private readonly Lock _gate = new();
    private volatile Dictionary<string, EntityDefinition> _byName = Seed();

    public IReadOnlyCollection<EntityDefinition> All => _byName.Values;

    /// <summary>The descriptions of all entities in one response.</summary>
    public string AllDescriptions =>
        $$"""{"entityDescriptions":[{{string.Join(',', _byName.Values.Select(entity => entity.Documents.Entity))}}]}""";

    public EntityDefinition? Find(string name) => _byName.GetValueOrDefault(name);

    public EntityDefinition? FindChild(string parent, string segment) => _byName.Values.FirstOrDefault(entity =>
        entity.Parent is { } route
        && route.Parent.Equals(parent, StringComparison.OrdinalIgnoreCase)
        && route.Segment.Equals(segment, StringComparison.OrdinalIgnoreCase));

    /// <exception cref="KeyNotFoundException">There is no such entity.</exception>
    public EntityDefinition Get(string name) => Find(name) ?? throw new KeyNotFoundException($"There is no entity '{name}'.");

    public void Change(string name, Func<EntityDefinition, EntityDefinition> change)
    {
        lock (_gate)
        {
            var changed = change(Get(name));
            _byName = new(_byName, StringComparer.OrdinalIgnoreCase) { [changed.Name] = changed };
        }
    }

    public void Reset() => _byName = Seed();

    private static Dictionary<string, EntityDefinition> Seed() =>
        SeededEntities.All.ToDictionary(entity => entity.Definition.Name, entity => entity.Definition, StringComparer.OrdinalIgnoreCase);
}
