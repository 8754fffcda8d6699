using FunctionsConnector.Sandbox.Server;
using FunctionsConnector.Sandbox.TeamDynamix.Items;
using FunctionsConnector.Sandbox.TeamDynamix.Lookups;

namespace FunctionsConnector.Sandbox.TeamDynamix.Documents;

/// <summary>
/// The API's documents about the tenant. They have the properties of the vendor's types, without some rarely used ones.
/// </summary>
internal static class MetadataDocuments
{
    public static SandboxResponse Applications { get; } = TeamDynamixResponses.Json(Lookups.Applications.All.Select(application => new
    {
        AppID = application.Id,
        application.Name,
        Description = "",
        Type = application.AppClass["TD".Length..],
        application.AppClass,
        ExternalUrl = "",
        PartialUrl = $"Apps/{application.Id}",
        Purpose = "",
        Active = application.IsActive,
    }));

    public static SandboxResponse Locations { get; } = TeamDynamixResponses.Json(CommonLookups.Locations.Of(0).Select(location => new
    {
        ID = location.Id,
        location.Name,
        Description = "",
        ExternalID = "",
        location.IsActive,
        Address = "1 Sandbox Way",
        City = "Sampleton",
        State = "",
        PostalCode = "",
        Country = "",
        RoomsCount = 2,
    }));

    public static SandboxResponse Lookup(ItemKind kind, string name, int app, bool? isActive)
    {
        var lookup = kind.Lookups[name];
        var entries = lookup.Of(app).Where(entry => isActive is null || entry.IsActive == isActive);
        return lookup.AreStatuses
            ? TeamDynamixResponses.Json(entries.Select((entry, order) => Status(entry, order, app)))
            : TeamDynamixResponses.Json(entries.Select((entry, order) => Entry(entry, order, app)));
    }

    private static object Status(LookupEntry entry, int order, int app) => new
    {
        ID = entry.Id,
        AppID = app,
        AppName = Lookups.Applications.Find(app)?.Name,
        entry.Name,
        Description = "",
        Order = (double)order,
        entry.StatusClass,
        entry.IsActive,
        RequireGoesOffHold = entry.RequiresGoesOffHold,
        DoNotReopen = false,
        entry.IsDefault,
    };

    private static object Entry(LookupEntry entry, int order, int app) => new
    {
        ID = entry.Id,
        AppID = app,
        AppName = Lookups.Applications.Find(app)?.Name,
        entry.Name,
        Description = "",
        Order = (double)order,
        entry.IsActive,
        entry.IsDefault,
    };
}
