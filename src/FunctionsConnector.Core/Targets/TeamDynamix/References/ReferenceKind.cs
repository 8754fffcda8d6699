using FunctionsConnector.Core.Catalog;

namespace FunctionsConnector.Core.Targets.TeamDynamix.References;

/// <summary>
/// A kind of object that fields refer to, and the vendor's search for it. No search is exact: all of them find parts of words
/// (https://solutions.teamdynamix.com/TDWebApi/, the sections People, Groups, Accounts, Locations and Assets).
/// </summary>
/// <param name="To">Its name in a sentence.</param>
/// <param name="By">What people call it by, as it reads after "by".</param>
/// <param name="Route">The search, below the base URL; <c>{app}</c> stands for the application's id.</param>
/// <param name="TextProperty">The property of the search's body that holds the text; null for a search by GET.</param>
internal sealed record ReferenceKind(string To, string By, string Route, string? TextProperty)
{
    /// <summary>
    /// Also the key-based administrator finds people with it, and no permission is needed. The full search does not find e-mails.
    /// </summary>
    public static readonly ReferenceKind Person = new("person", "e-mail, user name or full name", "api/people/lookup", null)
    {
        IdProperty = "UID",
        Names = ["FullName", "PrimaryEmail", "AlertEmail", "UserName", "ExternalID"],
        Detail = "PrimaryEmail",
    };

    public static readonly ReferenceKind Group = new("group", "name", "api/groups/search", "NameLike");

    public static readonly ReferenceKind Account = new("account", "name or code", "api/accounts/search", "SearchText") { Names = ["Name", "Code"], Detail = "Code", TakesMaxResults = true };

    public static readonly ReferenceKind Location = new("location", "name", "api/locations/search", "NameLike");

    /// <summary>The rooms of a location are part of it, and no search finds them.</summary>
    public static readonly ReferenceKind Room = new("room", "name in the item's location", "api/locations/{id}", null) { Within = "LocationID" };

    /// <summary>The vendor's search covers tags and serial numbers, but not names.</summary>
    public static readonly ReferenceKind Asset = new("asset", "tag or serial number", "api/{app}/assets/search", "SearchText")
    {
        Names = ["Name", "Tag", "SerialNumber"],
        Detail = "Tag",
        TakesMaxResults = true,
    };

    public static readonly ReferenceKind Vendor = new("vendor", "name", "api/{app}/assets/vendors/search", "NameLike");

    public static readonly ReferenceKind Model = new("product model", "name", "api/{app}/assets/models/search", "SearchText") { Detail = "PartNumber" };

    public static readonly IReadOnlyList<ReferenceKind> All = [Person, Group, Account, Location, Room, Asset, Vendor, Model];

    public string IdProperty { get; init; } = "ID";

    /// <summary>The properties by which people call it; the first one with a text is the label.</summary>
    public IReadOnlyList<string> Names { get; init; } = ["Name"];

    /// <summary>What tells it from another one of the same label; null where there is nothing.</summary>
    public string? Detail { get; init; }

    /// <summary>Whether the search returns only some objects unless it is asked for more.</summary>
    public bool TakesMaxResults { get; init; }

    /// <summary>The field whose object it belongs to; null where it stands by itself.</summary>
    public string? Within { get; init; }

    public Reference ToReference() => new(To, By) { Within = Within };

    public static ReferenceKind Of(Field field) => All.First(kind => kind.To == field.Reference!.To);
}
