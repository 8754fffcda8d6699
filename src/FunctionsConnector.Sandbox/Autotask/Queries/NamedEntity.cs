using System.Text.Json.Nodes;

namespace FunctionsConnector.Sandbox.Autotask.Queries;

/// <summary>An entity that can be queried, and is not simulated otherwise.</summary>
/// <param name="Name">Path segment, in the plural.</param>
/// <param name="TypeName">Name in references, in the singular.</param>
/// <param name="Count">The number of records; their ids start at 1.</param>
/// <param name="Values">Returns the values of a record by its id.</param>
internal sealed record NamedEntity(string Name, string TypeName, int Count, Func<long, JsonObject> Values)
{
    public IEnumerable<JsonObject> Records => Enumerable.Range(1, Count).Select(id =>
    {
        var record = Values(id);
        record["id"] = id;
        return record;
    });
}
