using System.Globalization;
using FunctionsConnector.Sandbox.Server;
using FunctionsConnector.Sandbox.TeamDynamix.Access;
using FunctionsConnector.Sandbox.TeamDynamix.Documents;
using FunctionsConnector.Sandbox.TeamDynamix.Items;
using FunctionsConnector.Sandbox.TeamDynamix.Kinds;
using FunctionsConnector.Sandbox.TeamDynamix.Lookups;
using FunctionsConnector.Sandbox.TeamDynamix.Patching;
using FunctionsConnector.Sandbox.TeamDynamix.Routing;

namespace FunctionsConnector.Sandbox.TeamDynamix;

/// <summary>Answers the calls of the API: the token first, then what is asked.</summary>
internal sealed class TeamDynamixApi(TeamDynamixTenant tenant)
{
    private readonly PatchHandler _patches = new(tenant);
    private readonly LoginHandler _logins = new(tenant);

    public SandboxReply Answer(TeamDynamixRoute route, SandboxRequest request)
    {
        switch (route.Kind, request.Method)
        {
            case (RouteKind.Outside, _):
                return TeamDynamixReplies.NoRoute;
            case (RouteKind.OpenApi, "GET"):
                return OpenApi();
            case (RouteKind.Login, "POST"):
                return _logins.User(request);
            case (RouteKind.KeyLogin, "POST"):
                return _logins.KeyAdmin(request);
        }

        return tenant.Tokens.Find(request.Headers.Authorization.ToString(), tenant.Now) is { } caller
            ? Answer(route, request, caller)
            : TeamDynamixReplies.NoToken;
    }

    private SandboxReply Answer(TeamDynamixRoute route, SandboxRequest request, Caller caller) => (route.Kind, request.Method) switch
    {
        (RouteKind.Unknown, _) => TeamDynamixReplies.NoRoute,
        (RouteKind.CurrentUser, "GET") => CurrentUser(caller),
        (RouteKind.Applications, "GET") => MetadataDocuments.Applications,
        (RouteKind.Attributes, "GET") => Attributes(request.Query),
        (RouteKind.AttributeChoices, "GET") => Choices(route.Id, caller),
        (RouteKind.Locations, "GET") => MetadataDocuments.Locations,
        (RouteKind.TicketOfAnyApp, "GET") => Item(route.Items!, null, route.Id),
        (RouteKind.Lookup, "GET") => LookupList(route, request.Query),
        (RouteKind.Item, "GET") => Item(route.Items!, route.Items!.AppClass is null ? null : route.App, route.Id),
        (RouteKind.Item, "PATCH") => _patches.Answer(route, request, caller),
        (RouteKind.Item, "POST" or "PUT" or "DELETE") => TeamDynamixReplies.NotSimulated(request.Method),
        _ => TeamDynamixReplies.Error(405, TeamDynamixMessages.NoRoute),
    };

    private SandboxReply OpenApi()
    {
        var behavior = tenant.Behavior;
        return behavior.HasOpenApi ? OpenApiDocument.Of(behavior.HasNewerPatches) : TeamDynamixReplies.NoRoute;
    }

    private SandboxReply CurrentUser(Caller caller) => tenant.Items.Find(People.Kind, null, caller.Uid) is { } person
        ? new(200, person.State.Write(tenant.Attributes.Of(person.State)))
        // Invented: who the vendor says is behind the organisation's key.
        : TeamDynamixReplies.Json(new { UID = caller.Uid, UserName = caller.Name, FullName = "Key Admin", IsActive = true });

    private SandboxReply Attributes(IQueryCollection query)
    {
        if (!TryNumber(query["componentId"], out var component))
        {
            return TeamDynamixReplies.Error(400, TeamDynamixMessages.Required("componentId"));
        }

        // associatedTypeId narrows by project type; no attribute here belongs to one, so that all of them fit each.
        return new(200, tenant.Attributes.Of(component, TryNumber(query["appId"], out var app) ? app : 0).List);
    }

    private SandboxReply Choices(string id, Caller caller)
    {
        if (!caller.IsKeyAdmin)
        {
            return TeamDynamixReplies.NotAllowed;
        }

        return TryNumber(id, out var number) && tenant.Attributes.Find(number) is { } attribute
            ? new(200, attribute.WrittenChoices)
            : TeamDynamixReplies.Error(404, TeamDynamixMessages.NotFound("custom attribute", id));
    }

    private static SandboxReply LookupList(TeamDynamixRoute route, IQueryCollection query)
    {
        if (Applications.Find(route.App)?.AppClass != route.Items!.AppClass)
        {
            return TeamDynamixReplies.NoRoute;
        }

        bool? isActive = bool.TryParse(query["isActive"], out var asked) ? asked : null;
        return MetadataDocuments.Lookup(route.Items!, route.Id, route.App, isActive);
    }

    private SandboxReply Item(ItemKind kind, int? app, string id)
    {
        if (tenant.Items.Find(kind, app, id) is not { } item)
        {
            return TeamDynamixReplies.NoItem(kind, id);
        }

        if (item.IsForbidden)
        {
            return TeamDynamixReplies.Forbidden;
        }

        var state = item.Read(tenant.Now - tenant.Behavior.ChangesShowAfter);
        return new(200, state.Write(tenant.Attributes.Of(state)));
    }

    private static bool TryNumber(string? text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
