using System.Globalization;
using System.Text.Json;
using FunctionsConnector.Sandbox.Server;
using FunctionsConnector.Sandbox.TeamDynamix.Kinds;
using FunctionsConnector.Sandbox.TeamDynamix.Lookups;
using FunctionsConnector.Sandbox.TeamDynamix.Routing;

namespace FunctionsConnector.Sandbox.TeamDynamix.Searching;

/// <summary>
/// The searches for what fields refer to. Each finds parts of texts, and none is exact. The replies have the properties of the vendor's
/// types, without some rarely used ones.
/// </summary>
internal sealed class SearchHandler(TeamDynamixTenant tenant)
{
    private const int MostPeople = 50;
    private const int RoomsPerLocation = 10;

    private static readonly string[] SearchedOfPeople = ["FullName", "UserName", "PrimaryEmail", "AlertEmail", "ExternalID"];

    /// <summary>The searches by POST: the property of the body with the text, and the answer to it.</summary>
    private static readonly Dictionary<string, (string Property, Func<SearchHandler, string, int, SandboxResponse> Find)> Searches = new()
    {
        ["people"] = ("UserName", (handler, text, _) => handler.PeopleWith(text)),
        ["groups"] = ("NameLike", (_, text, _) => Entries(CommonLookups.Groups, text)),
        ["accounts"] = ("SearchText", (_, text, _) => Accounts(text)),
        ["locations"] = ("NameLike", (_, text, _) => Entries(CommonLookups.Locations, text)),
        ["vendors"] = ("NameLike", (_, text, _) => Entries(AssetLookups.Suppliers, text)),
        ["models"] = ("SearchText", (_, text, _) => Entries(AssetLookups.Models, text)),
        ["assets"] = ("SearchText", (handler, text, app) => handler.AssetsWith(text, app)),
    };

    public SandboxResponse Search(TeamDynamixRoute route, SandboxRequest request)
    {
        var (property, find) = Searches[route.Id];
        using var body = JsonDocument.Parse(request.Body.Length == 0 ? "{}" : request.Body);
        return find(this, body.RootElement.TryGetProperty(property, out var text) ? text.GetString() ?? string.Empty : string.Empty, route.App);
    }

    /// <summary>Active people by a part of their name, user name or e-mail. The short form shows no user name, as on live tenants.</summary>
    public SandboxResponse Lookup(IQueryCollection query)
    {
        var text = query["searchText"].ToString();
        var most = int.TryParse(query["maxResults"], CultureInfo.InvariantCulture, out var asked) ? asked : MostPeople;
        return TeamDynamixResponses.Json(tenant.Items.All(Kinds.People.Kind)
            .Where(person => person.IsSet("IsActive"))
            .Where(person => SearchedOfPeople.Any(field => Has(person.Text(field), text)))
            .OrderBy(person => person.Id, StringComparer.Ordinal)
            .Take(most)
            .Select(person => new
            {
                UID = person.Id,
                UserName = "",
                FirstName = person.Text("FirstName"),
                LastName = person.Text("LastName"),
                FullName = person.Text("FullName"),
                PrimaryEmail = person.Text("PrimaryEmail"),
                AlertEmail = person.Text("AlertEmail"),
                ExternalID = person.Text("ExternalID"),
                IsActive = true,
            }));
    }

    /// <summary>A location with its rooms, whose ids begin with the location's.</summary>
    public static SandboxResponse Location(string id) =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && CommonLookups.Locations.Find(number) is { } location
            ? TeamDynamixResponses.Json(new
            {
                ID = location.Id,
                location.Name,
                location.IsActive,
                Rooms = CommonLookups.Rooms.Of(0).Where(room => room.Id / RoomsPerLocation == location.Id).Select(room => new { ID = room.Id, room.Name, ExternalID = "", Floor = "1" }),
            })
            : TeamDynamixResponses.Error(404, TeamDynamixMessages.NotFound("location", id));

    private SandboxResponse PeopleWith(string userName) => TeamDynamixResponses.Json(tenant.Items.All(Kinds.People.Kind)
        .Where(person => Has(person.Text("UserName"), userName))
        .OrderBy(person => person.Id, StringComparer.Ordinal)
        .Select(person => new { UID = person.Id, UserName = person.Text("UserName"), FullName = person.Text("FullName"), PrimaryEmail = person.Text("PrimaryEmail"), IsActive = person.IsSet("IsActive") }));

    private static SandboxResponse Entries(Lookup lookup, string text) => TeamDynamixResponses.Json(
        lookup.Of(0).Where(entry => Has(entry.Name, text)).Select(entry => new { ID = entry.Id, entry.Name, ExternalID = "", entry.IsActive }));

    private static SandboxResponse Accounts(string text) => TeamDynamixResponses.Json(CommonLookups.Accounts.Of(0)
        .Select(account => new { ID = account.Id, account.Name, account.IsActive, Code = $"AC{account.Id}" })
        .Where(account => Has(account.Name, text) || Has(account.Code, text)));

    private SandboxResponse AssetsWith(string text, int app) => TeamDynamixResponses.Json(tenant.Items.All(Assets.Kind)
        .Where(asset => asset.App == app && (Has(asset.Text("Tag"), text) || Has(asset.Text("SerialNumber"), text) || Has(asset.Text("SupplierName"), text)))
        .OrderBy(asset => asset.Number("ID"))
        .Select(asset => new { ID = asset.Number("ID"), AppID = asset.App, Name = asset.Text("Name"), Tag = asset.Text("Tag"), SerialNumber = asset.Text("SerialNumber") }));

    private static bool Has(string held, string text) => held.Contains(text, StringComparison.OrdinalIgnoreCase);
}
