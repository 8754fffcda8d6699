using System.Collections.Concurrent;
using FunctionsConnector.Sandbox.Autotask.Entities;
using FunctionsConnector.Sandbox.Autotask.Metadata;

namespace FunctionsConnector.Sandbox.Autotask.Records;

/// <summary>All records of the simulated tenant.</summary>
internal sealed class RecordStore
{
    private readonly EntityCatalog _catalog;
    private volatile Dictionary<string, ConcurrentDictionary<long, StoredRecord>> _records = [];

    public RecordStore(EntityCatalog catalog)
    {
        _catalog = catalog;
        Reset();
    }

    public StoredRecord? Find(string entity, long id) => _records.GetValueOrDefault(entity)?.GetValueOrDefault(id);

    /// <summary>All records of an entity, in the order of their ids.</summary>
    public IEnumerable<StoredRecord> All(string entity) => _records[entity].OrderBy(pair => pair.Key).Select(pair => pair.Value);

    /// <exception cref="KeyNotFoundException">There is no such entity or record.</exception>
    public StoredRecord Get(string entity, long id) =>
        Find(entity, id) ?? throw new KeyNotFoundException($"There is no record {id} in '{entity}'.");

    /// <summary>Adds records like those of the seed. Returns the id of the first one; the other ids follow it.</summary>
    public long Add(string entity, int count)
    {
        var seeded = SeededEntities.All.First(candidate => candidate.Definition.Name == entity);
        var records = _records[entity];
        var first = records.Keys.Max() + 1;
        for (var id = first; id < first + count; id++)
        {
            records[id] = Make(_catalog.Get(entity), seeded, id);
        }

        return first;
    }

    /// <summary>Adapts the records of an entity to its current definition.</summary>
    public void Reshape(string entity)
    {
        var definition = _catalog.Get(entity);
        foreach (var record in _records[entity].Values)
        {
            record.Reshape(definition);
        }
    }

    public void Reset()
    {
        var records = new Dictionary<string, ConcurrentDictionary<long, StoredRecord>>(StringComparer.OrdinalIgnoreCase);
        foreach (var seeded in SeededEntities.All)
        {
            var definition = _catalog.Get(seeded.Definition.Name);
            records[definition.Name] = new(Enumerable.Range(1, seeded.Count)
                .Select(id => KeyValuePair.Create((long)id, Make(definition, seeded, id))));
        }

        _records = records;
    }

    private static StoredRecord Make(EntityDefinition definition, SeededEntity seeded, long id)
    {
        var values = seeded.Values(id);
        values["id"] = id;
        return new(new(definition, values.GetValueOrDefault, values.GetValueOrDefault));
    }
}
