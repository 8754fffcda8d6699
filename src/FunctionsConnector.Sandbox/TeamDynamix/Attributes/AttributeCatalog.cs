using System.Collections.Concurrent;
using FunctionsConnector.Sandbox.TeamDynamix.Items;

namespace FunctionsConnector.Sandbox.TeamDynamix.Attributes;

/// <summary>All custom attributes of the tenant.</summary>
internal sealed class AttributeCatalog
{
    private readonly Lock _gate = new();
    private volatile Snapshot _now = Snapshot.Seeded();

    /// <param name="component">The component id of the kind of items.</param>
    /// <param name="app">The application; 0 for none or any.</param>
    public AttributeSet Of(int component, int app) => _now.Of(component, app);

    public AttributeSet Of(ItemState item) => Of(item.Kind.ComponentId, item.App);

    public PreparedAttribute? Find(int id) =>
        SeededAttributes.Components.Select(component => Of(component, 0).Find(id)).FirstOrDefault(found => found is not null);

    /// <summary>Adds attributes, or replaces those with the same ids.</summary>
    public void Define(int component, IReadOnlyList<AttributeDefinition> definitions)
    {
        lock (_gate)
        {
            _now = _now.With(component, definitions);
        }
    }

    public void Reset() => _now = Snapshot.Seeded();

    private sealed class Snapshot(IReadOnlyDictionary<int, IReadOnlyList<AttributeDefinition>> definitions)
    {
        private readonly ConcurrentDictionary<(int Component, int App), AttributeSet> _sets = new();

        public static Snapshot Seeded() => new(SeededAttributes.Components.ToDictionary(component => component, SeededAttributes.Of));

        public AttributeSet Of(int component, int app) => _sets.GetOrAdd((component, app), key => new(
            definitions.GetValueOrDefault(key.Component, [])
                .Where(definition => key.App == 0 || definition.App == 0 || definition.App == key.App)));

        public Snapshot With(int component, IReadOnlyList<AttributeDefinition> added)
        {
            var all = definitions[component].ToList();
            foreach (var definition in added)
            {
                var place = all.FindIndex(existing => existing.Id == definition.Id);
                if (place < 0)
                {
                    all.Add(definition);
                }
                else
                {
                    all[place] = definition;
                }
            }

            return new(new Dictionary<int, IReadOnlyList<AttributeDefinition>>(definitions) { [component] = all });
        }
    }
}
