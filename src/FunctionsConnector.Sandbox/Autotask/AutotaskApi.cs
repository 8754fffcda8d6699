using System.Globalization;
using FunctionsConnector.Sandbox.Autotask.Metadata;
using FunctionsConnector.Sandbox.Autotask.Patching;
using FunctionsConnector.Sandbox.Autotask.Routing;
using FunctionsConnector.Sandbox.Server;

namespace FunctionsConnector.Sandbox.Autotask;

/// <summary>Answers the calls of the API: zone first, then credentials, then quota, then what is asked.</summary>
internal sealed class AutotaskApi(AutotaskTenant tenant, TimeProvider time, Func<Uri> zoneUrl)
{
    private readonly PatchHandler _patches = new(tenant.Records, time);

    public SandboxReply Answer(AutotaskRoute route, SandboxRequest request)
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
            return route.Zone.Length == 0 ? AutotaskReplies.HtmlNotFound : AutotaskReplies.EmptyUnauthorized;
        }

        if (tenant.CredentialCheck.Check(request.Headers, behavior) is { } refusal)
        {
            return refusal;
        }

        if (tenant.Usage.Count() > behavior.HourlyLimit && behavior.RefuseOverHourlyLimit)
        {
            // The exact answer at the limit has not been published; the status is assumed.
            return AutotaskReplies.Errors(429, [AutotaskMessages.HourlyLimit]);
        }

        return route.HasPlaceholder ? AutotaskReplies.Framework(400, "The request is invalid.") : Handle(route, request, behavior);
    }

    private SandboxReply Handle(AutotaskRoute route, SandboxRequest request, AutotaskBehavior behavior) =>
        (route.Kind, request.Method) switch
        {
            (RouteKind.Unknown, _) => AutotaskReplies.HtmlNotFound,
            (RouteKind.Version, "GET") => Version(behavior),
            (RouteKind.ThresholdInformation, "GET") => ThresholdInformation(behavior),
            (RouteKind.AllEntities, "GET") => new(200, tenant.Catalog.AllDescriptions),
            (RouteKind.Entity, "GET") => new(200, route.Entity!.Documents.Entity),
            (RouteKind.Fields, "GET") => new(200, route.Entity!.Documents.Fields),
            (RouteKind.UserDefinedFields, "GET") => UserDefinedFields(route.Entity!),
            (RouteKind.Item or RouteKind.ChildItem, "GET") => Item(route, request, behavior),
            // Children have metadata and can be read at their flat name, but not be written there.
            (RouteKind.Collection, "PATCH") when route.Entity!.Parent is not null => AutotaskReplies.HtmlNotFound,
            (RouteKind.Collection or RouteKind.ChildCollection, "PATCH") => _patches.Answer(route, request, behavior),
            (RouteKind.Collection or RouteKind.ChildCollection, "GET" or "POST" or "PUT") => NotSimulated(request.Method),
            _ => AutotaskReplies.MethodNotAllowed(request.Method),
        };

    private SandboxReply ZoneInformation(SandboxRequest request, AutotaskBehavior behavior)
    {
        if (!tenant.CredentialCheck.Credentials.UserName.Equals(request.Query["user"].ToString(), StringComparison.OrdinalIgnoreCase))
        {
            return AutotaskReplies.Refusal(AutotaskMessages.UnknownZone);
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

    private static SandboxReply Version(AutotaskBehavior behavior) => behavior.HasVersion
        ? new(200, """{"majorVersion":2026,"minorVersion":1,"build":"2026.1.0.1","customerType":"Sandbox"}""")
        : AutotaskReplies.HtmlNotFound;

    private SandboxReply ThresholdInformation(AutotaskBehavior behavior) => new(200, MetadataDocuments.Serialize(new
    {
        externalRequestThreshold = behavior.HourlyLimit,
        requestThresholdTimeframe = 60,
        currentTimeframeRequestCount = tenant.Usage.Used,
    }));

    private static SandboxReply UserDefinedFields(EntityDefinition entity) => entity.HasUserDefinedFields
        ? new(200, entity.Documents.UserDefinedFields)
        : AutotaskReplies.HtmlNotFound;

    private SandboxReply Item(AutotaskRoute route, SandboxRequest request, AutotaskBehavior behavior)
    {
        if (route.Id == "query")
        {
            return NotSimulated("query");
        }

        if (!long.TryParse(route.Id, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return AutotaskReplies.HtmlNotFound;
        }

        if (Impersonation.CheckRead(request.Headers) is { } denied)
        {
            return AutotaskReplies.Refusal(denied);
        }

        return tenant.Records.Find(route.Entity!.Name, id) is { } record && BelongsToParent(route, record.State.Number)
            ? new(200, record.Read(time.GetUtcNow() - behavior.ChangesShowAfter))
            : AutotaskReplies.NoItem;
    }

    private static bool BelongsToParent(AutotaskRoute route, Func<string, long?> number) =>
        route.Kind == RouteKind.Item
        || number(route.Entity!.Parent!.Field)?.ToString(CultureInfo.InvariantCulture) == route.ParentId;

    /// <summary>The live API has these; saying so beats an answer that looks like the vendor's.</summary>
    private static SandboxReply NotSimulated(string what) => AutotaskReplies.Errors(501, [$"The sandbox does not simulate {what} here."]);
}
