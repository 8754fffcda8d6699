using FunctionsConnector.Sandbox.Autotask.Metadata;
using FunctionsConnector.Sandbox.Autotask.Queries;

namespace FunctionsConnector.Sandbox.Autotask.Routing;

/// <summary>Parses paths. Ignores case, because the documentation and live zones use several.</summary>
internal sealed class RouteReader(string mount, EntityCatalog catalog)
{
    private const string Service = "atservicesrest";

    public AutotaskRoute Read(string path)
    {
        var segments = path.ToLowerInvariant().Split('/', StringSplitOptions.RemoveEmptyEntries);
        var service = Array.IndexOf(segments, Service);
        if (service < 0)
        {
            return new(RouteKind.Unknown, "");
        }

        var zone = service == 0 ? $"/{mount}/{Service}/" : $"/{mount}/{string.Join('/', segments[..service])}/{Service}/";
        return segments[(service + 1)..] switch
        {
            ["versioninformation"] => new(RouteKind.VersionInformation, zone),
            ["v1.0", "zoneinformation"] => new(RouteKind.ZoneInformation, zone),
            ["v1.0", "version"] => new(RouteKind.Version, zone),
            ["v1.0", "thresholdinformation"] => new(RouteKind.ThresholdInformation, zone),
            ["v1.0", "entityinformation"] => new(RouteKind.AllEntities, zone),
            ["v1.0", var entity] => Of(RouteKind.Collection, zone, catalog.Find(entity)),
            ["v1.0", var entity, "entityinformation"] => Of(RouteKind.Entity, zone, catalog.Find(entity)),
            ["v1.0", var entity, "entityinformation", "fields"] => Of(RouteKind.Fields, zone, catalog.Find(entity)),
            ["v1.0", var entity, "entityinformation", "userdefinedfields"] => Of(RouteKind.UserDefinedFields, zone, catalog.Find(entity)),
            ["v1.0", var entity, "query"] => Query(zone, entity),
            ["v1.0", var entity, var id] => Of(RouteKind.Item, zone, catalog.Find(entity), id),
            ["v1.0", var parent, var parentId, var child] =>
                Of(RouteKind.ChildCollection, zone, catalog.FindChild(parent, child), "", parentId),
            ["v1.0", var parent, var parentId, var child, var id] =>
                Of(RouteKind.ChildItem, zone, catalog.FindChild(parent, child), id, parentId),
            _ => new(RouteKind.Unknown, zone),
        };
    }

    private AutotaskRoute Query(string zone, string entity) => NamedEntities.Find(entity) is { } named
        ? new(RouteKind.Query, zone) { Named = named }
        : Of(RouteKind.Query, zone, catalog.Find(entity));

    private static AutotaskRoute Of(RouteKind kind, string zone, EntityDefinition? entity, string id = "", string parentId = "") =>
        entity is null ? new(RouteKind.Unknown, zone) : new(kind, zone, entity, id, parentId);
}
