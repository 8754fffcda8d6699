using FunctionsConnector.Sandbox.TeamDynamix.Access;
using FunctionsConnector.Sandbox.TeamDynamix.Items;

namespace FunctionsConnector.Sandbox.TeamDynamix.Routing;

/// <summary>A parsed path of the API.</summary>
/// <param name="Kind">What it addresses.</param>
/// <param name="Items">The kind of items; null for a path without one.</param>
/// <param name="App">The application; 0 for a path without one.</param>
/// <param name="Id">Id of the item or attribute, or name of the list; empty for none.</param>
internal sealed record TeamDynamixRoute(RouteKind Kind, ItemKind? Items = null, int App = 0, string Id = "")
{
    /// <summary>The rate limit of a call to this route: the vendor counts each method of its API separately.</summary>
    public RateBucket Bucket(string method) => new(
        Kind,
        Kind switch { RouteKind.Lookup => $"{Items!.Prefix}/{Id}", RouteKind.Search => Id, _ => Items?.Prefix ?? "" },
        method);
}
