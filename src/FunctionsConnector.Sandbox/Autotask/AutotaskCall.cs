using FunctionsConnector.Sandbox.Autotask.Access;
using FunctionsConnector.Sandbox.Autotask.Routing;
using FunctionsConnector.Sandbox.Server;

namespace FunctionsConnector.Sandbox.Autotask;

/// <summary>One call while it holds one of the few threads of its endpoint.</summary>
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

    public SandboxReply? Refusal { get; }

    public SandboxReply Answer() => _api.Answer(_route, _request);

    public void Dispose() => _gauge?.Leave();

    private static SandboxReply TooManyThreads(AutotaskBehavior behavior)
    {
        var reply = AutotaskReplies.Errors(behavior.ThreadLimitStatus, [AutotaskMessages.ThreadLimit]);
        return behavior.ThreadLimitRetryAfter is { } seconds
            ? reply with { Headers = new Dictionary<string, string> { ["Retry-After"] = $"{seconds}" } }
            : reply;
    }
}
