using FunctionsConnector.Sandbox.TeamDynamix.Access;
using FunctionsConnector.Sandbox.TeamDynamix.Items;

namespace FunctionsConnector.Sandbox.TeamDynamix.Routing;

/// <summary>A path of the API, taken apart.</summary>
/// <param name="Kind">What it addresses.</param>
/// <param name="Items">The kind of items; null where the path names none.</param>
/// <param name="App">The application; 0 where the path names none.</param>
/// <param name="Id">Id of the item or attribute, or name of the list; empty for none.</param>
internal sealed record TeamDynamixRoute(RouteKind Kind, ItemKind? Items = null, int App = 0, string Id = "")
{
    /// <summary>What calls of this route are counted under: the vendor counts each method of its API by itself.</summary>
    public RateBucket Bucket(string method) => new(Kind, Kind == RouteKind.Lookup ? $"{Items!.Prefix}/{Id}" : Items?.Prefix ?? "", method);
}
