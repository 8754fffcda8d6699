namespace FunctionsConnector.Sandbox.TeamDynamix.Lookups;

/// <summary>The lookups of several kinds of items.</summary>
internal static class CommonLookups
{
    public static Lookup Accounts { get; } = new(
        new(47, "Library"), new(48, "Facilities"), new(6514, "Registrar"), new(49, "Typing Pool") { IsActive = false });

    public static Lookup Groups { get; } = new(
        new(9, "Service Desk"), new(10, "Network Team"), new(12, "Modem Team") { IsActive = false })
    {
        EmptyName = "\"\"",
    };

    public static Lookup Locations { get; } = new(
        new(301, "North Hall"), new(302, "South Hall"), new(303, "Old Gym") { IsActive = false })
    {
        EmptyName = "\"\"",
    };

    public static Lookup Rooms { get; } = new(new(3011, "101"), new(3012, "102"), new(3013, "Aula"), new(3021, "201")) { EmptyName = "\"\"" };

    public static Lookup ProjectTypes { get; } = new(new(701, "Infrastructure"), new(702, "Software"));

    public static Lookup ProjectStatuses { get; } = new(new(711, "New"), new(712, "In Process"), new(713, "Closed"));

    public static Lookup Portfolios { get; } = new(new LookupEntry(721, "Modernisation")) { EmptyName = "\"\"" };

    public static Lookup ArticleCategories { get; } = new(new(801, "Getting Started"), new(802, "Networking"));

    public static Lookup ArticleStatuses { get; } = new(
        new(1, "Not Submitted"), new(2, "Submitted"), new(3, "Approved"), new(4, "Rejected"), new(5, "Archived"));
}
