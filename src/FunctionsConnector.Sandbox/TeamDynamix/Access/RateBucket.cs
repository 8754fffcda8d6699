using FunctionsConnector.Sandbox.TeamDynamix.Routing;

namespace FunctionsConnector.Sandbox.TeamDynamix.Access;

/// <summary>The key of a rate limit: an endpoint, for all applications and items, and an HTTP method.</summary>
internal readonly record struct RateBucket(RouteKind Kind, string Detail, string Method);
