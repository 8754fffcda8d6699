namespace FunctionsConnector.Sandbox.TeamDynamix.Routing;

/// <summary>What a path of the API addresses.</summary>
internal enum RouteKind
{
    /// <summary>Outside the base path.</summary>
    Outside,
    Unknown,
    OpenApi,
    Login,
    KeyLogin,
    CurrentUser,
    Applications,
    Attributes,
    AttributeChoices,
    Locations,
    Location,
    PeopleLookup,
    Search,
    TicketOfAnyApp,
    Item,
    Lookup,
}
