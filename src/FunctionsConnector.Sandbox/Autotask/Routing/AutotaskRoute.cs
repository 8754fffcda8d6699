using FunctionsConnector.Sandbox.Autotask.Metadata;

namespace FunctionsConnector.Sandbox.Autotask.Routing;

/// <summary>A path of the API, taken apart.</summary>
/// <param name="Kind">What it addresses.</param>
/// <param name="Zone">Path of the zone, ending in <c>/atservicesrest/</c>, in lower case.</param>
/// <param name="Entity">The entity; null where the path names none.</param>
/// <param name="Id">Id of the record as it stands in the path; empty for none.</param>
/// <param name="ParentId">Id of the parent as it stands in the path; empty for none.</param>
internal sealed record AutotaskRoute(RouteKind Kind, string Zone, EntityDefinition? Entity = null, string Id = "", string ParentId = "")
{
    /// <summary>The name under which concurrent calls are counted.</summary>
    public string Endpoint => Entity?.Name ?? Kind.ToString();

    /// <summary>A caller forgot to fill in the template of the documentation.</summary>
    public bool HasPlaceholder => Id.StartsWith('{') || ParentId.StartsWith('{');
}
