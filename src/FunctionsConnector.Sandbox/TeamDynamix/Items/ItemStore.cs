using System.Collections.Concurrent;
using System.Globalization;
using FunctionsConnector.Sandbox.TeamDynamix.Kinds;

namespace FunctionsConnector.Sandbox.TeamDynamix.Items;

/// <summary>All items of the simulated tenant. An id is unique for a kind of items, across applications.</summary>
internal sealed class ItemStore
{
    private volatile Dictionary<ItemKind, ConcurrentDictionary<string, StoredItem>> _items = [];

    public ItemStore() => Reset();

    /// <param name="kind">Kind of the item.</param>
    /// <param name="app">Its application; null for any.</param>
    /// <param name="id">Its id.</param>
    public StoredItem? Find(ItemKind kind, int? app, string id) =>
        _items[kind].TryGetValue(id, out var item) && (app is null || item.State.App == app) ? item : null;

    public IEnumerable<ItemState> All(ItemKind kind) => _items[kind].Values.Select(item => item.State);

    /// <summary>Adds items like those of the seed. Returns the id of the first one; the other ids follow it.</summary>
    public long Add(ItemKind kind, int count, Action<Dictionary<string, object?>> change)
    {
        var seeded = SeededKinds.All.First(candidate => candidate.Kind == kind);
        var items = _items[kind];
        var first = items.Keys.Max(id => long.Parse(id, CultureInfo.InvariantCulture)) + 1;
        for (var number = first; number < first + count; number++)
        {
            var values = seeded.Values(number);
            change(values);
            var state = Make(seeded, values);
            items[state.Id] = new(state);
        }

        return first;
    }

    public void Reset() => _items = SeededKinds.All.ToDictionary(
        seeded => seeded.Kind,
        seeded => new ConcurrentDictionary<string, StoredItem>(
            Enumerable.Range(seeded.First, seeded.Count)
                .Select(number => Make(seeded, seeded.Values(number)))
                .Select(state => KeyValuePair.Create(state.Id, new StoredItem(state))),
            StringComparer.OrdinalIgnoreCase));

    private static ItemState Make(SeededKind seeded, Dictionary<string, object?> values) => new(
        seeded.Kind,
        [.. seeded.Kind.Fields.Select(field => values.GetValueOrDefault(field.Name) ?? field.Unset)],
        SeededKind.Attributes(values));
}
