namespace FunctionsConnector.Sandbox.TeamDynamix.Lookups;

/// <summary>The valid ids of a field and their names.</summary>
internal sealed class Lookup(params IReadOnlyList<LookupEntry> entries)
{
    private readonly Dictionary<long, LookupEntry> _byId = entries.ToDictionary(entry => (long)entry.Id);

    /// <summary>Whether the entries have a class and the other properties of a ticket status.</summary>
    public bool AreStatuses { get; init; }

    /// <summary>The name of an empty id, as JSON. The API has several.</summary>
    public string EmptyName { get; init; } = "\"None\"";

    public LookupEntry? Find(long id) => _byId.GetValueOrDefault(id);

    /// <summary>The entry of an id, if it is valid in this application.</summary>
    public LookupEntry? Find(long id, int app) => Find(id) is { } entry && (entry.App == 0 || app == 0 || entry.App == app) ? entry : null;

    /// <summary>The entries of an application.</summary>
    public IEnumerable<LookupEntry> Of(int app) => entries.Where(entry => entry.App == 0 || app == 0 || entry.App == app);
}
