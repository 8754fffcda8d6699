namespace FunctionsConnector.Sandbox.TeamDynamix.Lookups;

/// <summary>What the ids of some fields mean.</summary>
internal sealed class Lookup(params IReadOnlyList<LookupEntry> entries)
{
    private readonly Dictionary<long, LookupEntry> _byId = entries.ToDictionary(entry => (long)entry.Id);

    /// <summary>Whether the entries have classes and the other properties of a ticket's status.</summary>
    public bool AreStatuses { get; init; }

    /// <summary>The name that goes with no id, as JSON. The API has several for that.</summary>
    public string EmptyName { get; init; } = "\"None\"";

    public LookupEntry? Find(long id) => _byId.GetValueOrDefault(id);

    /// <summary>What the id means to an item of this application.</summary>
    public LookupEntry? Find(long id, int app) => Find(id) is { } entry && (entry.App == 0 || app == 0 || entry.App == app) ? entry : null;

    /// <summary>What an application publishes.</summary>
    public IEnumerable<LookupEntry> Of(int app) => entries.Where(entry => entry.App == 0 || app == 0 || entry.App == app);
}
