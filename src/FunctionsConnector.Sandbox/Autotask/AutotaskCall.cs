using FunctionsConnector.Sandbox.Autotask.Access;
using FunctionsConnector.Sandbox.Autotask.Routing;
using FunctionsConnector.Sandbox.Server;

namespace FunctionsConnector.Sandbox.Autotask;

/// <summary>One call that holds a thread of its endpoint until it is disposed.</summary>
internal sealed class AutotaskCall : IVendorCall
{
    private readonly AutotaskApi _api;
    private readonly AutotaskRoute _route;
    private readonly SandboxRequest _request;
    private readonly ThreadLimiter.Gauge? _gauge;

    public AutotaskCall(AutotaskApi api, AutotaskTenant tenant, AutotaskRoute route, SandboxRequest request)
    {
        (_api, _route, _request) = (api, route, request);
        if (route.Kind is RouteKind.ZoneInformation or RouteKind.VersionInformation or RouteKind.Unknown)
        {
            return;
        }

        var gauge = tenant.Threads.For(route.Endpoint);
        if (gauge.TryEnter(tenant.Behavior.ThreadLimit))
        {
            _gauge = gauge;
        }
        else
        {
            Refusal = TooManyThreads(tenant.Behavior);
        }
    }

    public SandboxResponse? Refusal { get; }

    public SandboxResponse Answer() => _api.Answer(_route, _request);

    public void Dispose() => _gauge?.Leave();

    private static SandboxResponse TooManyThreads(AutotaskBehavior behavior)
    {
        var response = AutotaskResponses.Errors(behavior.ThreadLimitStatus, [AutotaskMessages.ThreadLimit]);
        return behavior.ThreadLimitRetryAfter is { } seconds
            ? response with { Headers = new Dictionary<string, string> { ["Retry-After"] = $"{seconds}" } }
            : response;
    }
}
