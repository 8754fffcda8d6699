using System.Globalization;
using FunctionsConnector.Sandbox.Server;
using FunctionsConnector.Sandbox.TeamDynamix.Access;
using FunctionsConnector.Sandbox.TeamDynamix.Documents;
using FunctionsConnector.Sandbox.TeamDynamix.Items;
using FunctionsConnector.Sandbox.TeamDynamix.Kinds;
using FunctionsConnector.Sandbox.TeamDynamix.Lookups;
using FunctionsConnector.Sandbox.TeamDynamix.Patching;
using FunctionsConnector.Sandbox.TeamDynamix.Routing;
using FunctionsConnector.Sandbox.TeamDynamix.Searching;

namespace FunctionsConnector.Sandbox.TeamDynamix;

/// <summary>Handles the calls of the API: checks the token, then handles the route.</summary>
internal sealed class TeamDynamixApi(TeamDynamixTenant tenant)
{
    private readonly PatchHandler _patches = new(tenant);
    private readonly LoginHandler _logins = new(tenant);
    private readonly SearchHandler _searches = new(tenant);

    public SandboxResponse Answer(TeamDynamixRoute route, SandboxRequest request)
    {
        switch (route.Kind, request.Method)
        {
            case (RouteKind.Outside, _):
                return TeamDynamixResponses.NoRoute;
            case (RouteKind.OpenApi, "GET"):
                return OpenApi();
            case (RouteKind.Login, "POST"):
                return _logins.User(request);
            case (RouteKind.KeyLogin, "POST"):
                return _logins.KeyAdmin(request);
        }

        return tenant.Tokens.Find(request.Headers.Authorization.ToString(), tenant.Now) is { } caller
            ? Answer(route, request, caller)
            : TeamDynamixResponses.NoToken;
    }

    private SandboxResponse Answer(TeamDynamixRoute route, SandboxRequest request, Caller caller) => (route.Kind, request.Method) switch
    {
        (RouteKind.Unknown, _) => TeamDynamixResponses.NoRoute,
        (RouteKind.CurrentUser, "GET") => CurrentUser(caller),
        (RouteKind.Applications, "GET") => MetadataDocuments.Applications,
        (RouteKind.Attributes, "GET") => Attributes(request.Query),
        (RouteKind.AttributeChoices, "GET") => Choices(route.Id, caller),
        (RouteKind.Locations, "GET") => MetadataDocuments.Locations,
        (RouteKind.Location, "GET") => SearchHandler.Location(route.Id),
        (RouteKind.PeopleLookup, "GET") => _searches.Lookup(request.Query),
        (RouteKind.Search, "POST") => _searches.Search(route, request),
        (RouteKind.TicketOfAnyApp, "GET") => Item(route.Items!, null, route.Id),
        (RouteKind.Lookup, "GET") => LookupList(route, request.Query),
        (RouteKind.Item, "GET") => Item(route.Items!, route.Items!.AppClass is null ? null : route.App, route.Id),
        (RouteKind.Item, "PATCH") => _patches.Answer(route, request, caller),
        (RouteKind.Item, "POST" or "PUT" or "DELETE") => TeamDynamixResponses.NotSimulated(request.Method),
        _ => TeamDynamixResponses.Error(405, TeamDynamixMessages.NoRoute),
    };

    private SandboxResponse OpenApi()
    {
        var behavior = tenant.Behavior;
        return behavior.HasOpenApi ? OpenApiDocument.Of(behavior.HasNewerPatches) : TeamDynamixResponses.NoRoute;
    }

    private SandboxResponse CurrentUser(Caller caller) => tenant.Items.Find(People.Kind, null, caller.Uid) is { } person
        ? new(200, person.State.Write(tenant.Attributes.Of(person.State)))
        // Invented: the vendor's response for the organisation's key is not published.
        : TeamDynamixResponses.Json(new { UID = caller.Uid, UserName = caller.Name, FullName = "Key Admin", IsActive = true });

    private SandboxResponse Attributes(IQueryCollection query)
    {
        if (!TryNumber(query["componentId"], out var component))
        {
            return TeamDynamixResponses.Error(400, TeamDynamixMessages.Required("componentId"));
        }

        // associatedTypeId filters by project type. No attribute here belongs to one, so all of them match.
        return new(200, tenant.Attributes.Of(component, TryNumber(query["appId"], out var app) ? app : 0).List);
    }

    private SandboxResponse Choices(string id, Caller caller)
    {
        if (!caller.IsKeyAdmin)
        {
            return TeamDynamixResponses.NotAllowed;
        }

        return TryNumber(id, out var number) && tenant.Attributes.Find(number) is { } attribute
            ? new(200, attribute.WrittenChoices)
            : TeamDynamixResponses.Error(404, TeamDynamixMessages.NotFound("custom attribute", id));
    }

    private static SandboxResponse LookupList(TeamDynamixRoute route, IQueryCollection query)
    {
        if (Applications.Find(route.App)?.AppClass != route.Items!.AppClass)
        {
            return TeamDynamixResponses.NoRoute;
        }

        bool? isActive = bool.TryParse(query["isActive"], out var asked) ? asked : null;
        return MetadataDocuments.Lookup(route.Items!, route.Id, route.App, isActive);
    }

    private SandboxResponse Item(ItemKind kind, int? app, string id)
    {
        if (tenant.Items.Find(kind, app, id) is not { } item)
        {
            return TeamDynamixResponses.NoItem(kind, id);
        }

        if (item.IsForbidden)
        {
            return TeamDynamixResponses.Forbidden;
        }

        var state = item.Visible(tenant.Elapsed - tenant.Behavior.ChangesShowAfter);
        return new(200, state.Write(tenant.Attributes.Of(state)));
    }

    private static bool TryNumber(string? text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
