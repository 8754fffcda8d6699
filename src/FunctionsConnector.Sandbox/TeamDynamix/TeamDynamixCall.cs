using System.Globalization;
using FunctionsConnector.Sandbox.Server;
using FunctionsConnector.Sandbox.TeamDynamix.Kinds;
using FunctionsConnector.Sandbox.TeamDynamix.Routing;

namespace FunctionsConnector.Sandbox.TeamDynamix;

/// <summary>A call that counts for its rate limit, whatever its result.</summary>
internal sealed class TeamDynamixCall : IVendorCall
{
    private readonly TeamDynamixApi _api;
    private readonly TeamDynamixTenant _tenant;
    private readonly TeamDynamixRoute _route;
    private readonly SandboxRequest _request;
    private readonly RateReading? _rate;

    public TeamDynamixCall(TeamDynamixApi api, TeamDynamixTenant tenant, SandboxRequest request)
    {
        var behavior = tenant.Behavior;
        (_api, _tenant, _request) = (api, tenant, request);
        _route = RouteReader.Read(request.Path, behavior.BasePaths);
        if (_route.Kind is RouteKind.Outside or RouteKind.Unknown)
        {
            return;
        }

        var limit = _route is { Kind: RouteKind.Item } && _route.Items == People.Kind && request.Method == "PATCH"
            ? behavior.PersonPatchLimit
            : behavior.CallLimit;
        var rate = tenant.Rates.Count(_route.Bucket(request.Method), tenant.Now, behavior.RateWindow, limit);
        _rate = rate;
        if (rate.IsExceeded)
        {
            Refusal = WithHeaders(TeamDynamixResponses.RateLimit(behavior.GluesRateLimitText));
        }
    }

    public SandboxResponse? Refusal { get; }

    public SandboxResponse Answer() => WithHeaders(_api.Answer(_route, _request));

    public void Dispose()
    {
    }

    private SandboxResponse WithHeaders(SandboxResponse response)
    {
        var headers = new Dictionary<string, string>(response.Headers) { ["Date"] = Rfc1123(_tenant.Now) };
        if (_rate is { } rate && _tenant.Behavior.SendsRateHeaders)
        {
            headers["X-RateLimit-Limit"] = rate.Limit.ToString(CultureInfo.InvariantCulture);
            headers["X-RateLimit-Remaining"] = rate.Remaining.ToString(CultureInfo.InvariantCulture);
            // Whole seconds: the header can be up to a second too early.
            headers["X-RateLimit-Reset"] = Rfc1123(rate.Reset);
        }

        return response with { Headers = headers };
    }

    private static string Rfc1123(DateTimeOffset instant) => instant.ToString("R", CultureInfo.InvariantCulture);
}
