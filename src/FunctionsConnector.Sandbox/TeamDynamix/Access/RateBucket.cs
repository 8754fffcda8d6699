using FunctionsConnector.Sandbox.TeamDynamix.Routing;

namespace FunctionsConnector.Sandbox.TeamDynamix.Access;

/// <summary>What shares one limit: an endpoint, whatever the application or item, and an HTTP method.</summary>
internal readonly record struct RateBucket(RouteKind Kind, string Detail, string Method);
