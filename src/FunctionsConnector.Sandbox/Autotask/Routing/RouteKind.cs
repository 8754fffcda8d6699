namespace FunctionsConnector.Sandbox.Autotask.Routing;

/// <summary>What a path of the API addresses.</summary>
internal enum RouteKind
{
    Unknown,
    VersionInformation,
    ZoneInformation,
    Version,
    ThresholdInformation,
    AllEntities,
    Entity,
    Fields,
    UserDefinedFields,
    Collection,
    Query,
    Item,
    ChildCollection,
    ChildItem,
}
