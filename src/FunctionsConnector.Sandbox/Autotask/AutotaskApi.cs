using System.Globalization;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Sandbox.Autotask.Metadata;
using FunctionsConnector.Sandbox.Autotask.Patching;
using FunctionsConnector.Sandbox.Autotask.Queries;
using FunctionsConnector.Sandbox.Autotask.Routing;
using FunctionsConnector.Sandbox.Server;

namespace FunctionsConnector.Sandbox.Autotask;

/// <summary>Handles the calls of the API: checks the zone, the credentials and the quota, then handles the route.</summary>
internal sealed class AutotaskApi(AutotaskTenant tenant, TimeProvider time, Func<Uri> zoneUrl)
{
    private readonly PatchHandler _patches = new(tenant.Records, time);
    private readonly QueryHandler _queries = new(tenant);

    public SandboxResponse Answer(AutotaskRoute route, SandboxRequest request)
    {
        var behavior = tenant.Behavior;
        switch (route.Kind)
        {
            case RouteKind.VersionInformation:
                return new(200, """{"apiVersions":["v1.0"]}""");
            case RouteKind.ZoneInformation:
                return ZoneInformation(request, behavior);
        }

        if (!route.Zone.Equals(behavior.ZonePath, StringComparison.OrdinalIgnoreCase))
        {
            return route.Zone.Length == 0 ? AutotaskResponses.HtmlNotFound : AutotaskResponses.EmptyUnauthorized;
        }

        if (tenant.CredentialCheck.Check(request.Headers, behavior) is { } refusal)
        {
            return refusal;
        }

        if (tenant.Usage.Count() > behavior.HourlyLimit && behavior.RefuseOverHourlyLimit)
        {
            // The response at the limit is not published; the status is assumed.
            return AutotaskResponses.Errors(429, [AutotaskMessages.HourlyLimit]);
        }

        return route.HasPlaceholder ? AutotaskResponses.Framework(400, "The request is invalid.") : Handle(route, request, behavior);
    }

    private SandboxResponse Handle(AutotaskRoute route, SandboxRequest request, AutotaskBehavior behavior) =>
        (route.Kind, request.Method) switch
        {
            (RouteKind.Unknown, _) => AutotaskResponses.HtmlNotFound,
            (RouteKind.Version, "GET") => Version(behavior),
            (RouteKind.ThresholdInformation, "GET") => ThresholdInformation(behavior),
            (RouteKind.AllEntities, "GET") => new(200, tenant.Catalog.AllDescriptions),
            (RouteKind.Entity, "GET") => new(200, route.Entity!.Documents.Entity),
            (RouteKind.Fields, "GET") => new(200, route.Entity!.Documents.Fields),
            (RouteKind.UserDefinedFields, "GET") => UserDefinedFields(route.Entity!),
            (RouteKind.Item or RouteKind.ChildItem, "GET") => Item(route, request, behavior),
            (RouteKind.Query, "GET" or "POST") => _queries.Answer(route, request),
            // Child entities have metadata and can be read at their flat name. They cannot be written there.
            (RouteKind.Collection, "PATCH") when route.Entity!.Parent is not null => AutotaskResponses.HtmlNotFound,
            (RouteKind.Collection or RouteKind.ChildCollection, "PATCH") => _patches.Answer(route, request, behavior),
            (RouteKind.Collection or RouteKind.ChildCollection, "GET" or "POST" or "PUT") => NotSimulated(request.Method),
            _ => AutotaskResponses.MethodNotAllowed(request.Method),
        };

    private SandboxResponse ZoneInformation(SandboxRequest request, AutotaskBehavior behavior)
    {
        if (!tenant.CredentialCheck.Credentials.UserName.Equals(request.Query["user"].ToString(), StringComparison.OrdinalIgnoreCase))
        {
            return AutotaskResponses.Refusal(AutotaskMessages.UnknownZone);
        }

        var url = behavior.AnnouncedZoneUrl ?? zoneUrl().ToString();
        return new(200, MetadataDocuments.Serialize(new
        {
            zoneName = "Sandbox",
            url = behavior.ZoneUrlEndsWithSlash ? url.TrimEnd('/') + "/" : url.TrimEnd('/'),
            webUrl = "https://ww0.sandbox.example/",
            ci = 100001,
        }));
    }

    private static SandboxResponse Version(AutotaskBehavior behavior) => behavior.HasVersion
        ? new(200, """{"majorVersion":2026,"minorVersion":1,"build":"2026.1.0.1","customerType":"Sandbox"}""")
        : AutotaskResponses.HtmlNotFound;

    private SandboxResponse ThresholdInformation(AutotaskBehavior behavior) => new(200, MetadataDocuments.Serialize(new
    {
        externalRequestThreshold = behavior.HourlyLimit,
        requestThresholdTimeframe = 60,
        currentTimeframeRequestCount = tenant.Usage.Used,
    }));

    private static SandboxResponse UserDefinedFields(EntityDefinition entity) => entity.HasUserDefinedFields
        ? new(200, entity.Documents.UserDefinedFields)
        : AutotaskResponses.HtmlNotFound;

    private SandboxResponse Item(AutotaskRoute route, SandboxRequest request, AutotaskBehavior behavior)
    {
        if (!long.TryParse(route.Id, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return AutotaskResponses.HtmlNotFound;
        }

        if (Impersonation.CheckRead(request.Headers) is { } denied)
        {
            return AutotaskResponses.Refusal(denied);
        }

        return tenant.Records.Find(route.Entity!.Name, id) is { } record && BelongsToParent(route, record.State.Number)
            ? new(200, record.Read(time.Monotonic() - behavior.ChangesShowAfter))
            : AutotaskResponses.NoItem;
    }

    private static bool BelongsToParent(AutotaskRoute route, Func<string, long?> number) =>
        route.Kind == RouteKind.Item
        || number(route.Entity!.Parent!.Field)?.ToString(CultureInfo.InvariantCulture) == route.ParentId;

    /// <summary>The live API has these. A clear 501 is better than a response that looks like the vendor's.</summary>
    private static SandboxResponse NotSimulated(string what) => AutotaskResponses.Errors(501, [$"The sandbox does not simulate {what} here."]);
}
