using FunctionsConnector.Sandbox.Autotask.Metadata;
using FunctionsConnector.Sandbox.Autotask.Queries;

namespace FunctionsConnector.Sandbox.Autotask.Routing;

/// <summary>A parsed path of the API.</summary>
/// <param name="Kind">What it addresses.</param>
/// <param name="Zone">Path of the zone, ending in <c>/atservicesrest/</c>, in lower case.</param>
/// <param name="Entity">The entity; null for a path without one.</param>
/// <param name="Id">Id of the record as in the path; empty for none.</param>
/// <param name="ParentId">Id of the parent as in the path; empty for none.</param>
internal sealed record AutotaskRoute(RouteKind Kind, string Zone, EntityDefinition? Entity = null, string Id = "", string ParentId = "")
{
    /// <summary>The entity of a query that is not simulated otherwise; null elsewhere.</summary>
    public NamedEntity? Named { get; init; }

    /// <summary>The key for counting concurrent calls.</summary>
    public string Endpoint => Entity?.Name ?? Named?.Name ?? Kind.ToString();

    /// <summary>Whether an id is still a placeholder of the documentation, such as <c>{id}</c>.</summary>
    public bool HasPlaceholder => Id.StartsWith('{') || ParentId.StartsWith('{');
}
