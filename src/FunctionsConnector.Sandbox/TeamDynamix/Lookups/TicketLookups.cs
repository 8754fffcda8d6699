using static FunctionsConnector.Sandbox.TeamDynamix.Lookups.Applications;

namespace FunctionsConnector.Sandbox.TeamDynamix.Lookups;

/// <summary>The lookups of tickets.</summary>
internal static class TicketLookups
{
    public const int Completed = 3;
    public const int OnHold = 5;

    public static Lookup Statuses { get; } = new(
        new(11, "New", Tickets) { StatusClass = 1, IsDefault = true },
        new(12, "In Process", Tickets) { StatusClass = 2 },
        new(13, "On Hold", Tickets) { StatusClass = OnHold, RequiresGoesOffHold = true },
        // Live tenants have statuses of this class that need no date.
        new(14, "Waiting for Customer", Tickets) { StatusClass = OnHold },
        new(15, "Closed", Tickets) { StatusClass = Completed },
        new(16, "Cancelled", Tickets) { StatusClass = 4 },
        new(17, "Escalated", Tickets) { StatusClass = 2, IsActive = false },
        new(21, "New", OtherTickets) { StatusClass = 1, IsDefault = true },
        new(22, "In Process", OtherTickets) { StatusClass = 2 },
        new(25, "Closed", OtherTickets) { StatusClass = Completed })
    {
        AreStatuses = true,
    };

    public static Lookup Types { get; } = new(
        new(61, "General Request", Tickets) { IsDefault = true },
        new(62, "Hardware", Tickets),
        new(63, "Dial-up", Tickets) { IsActive = false },
        new(65, "Building Repair", OtherTickets));

    public static Lookup Priorities { get; } = new(
        new(71, "Low"),
        new(72, "Medium") { IsDefault = true },
        new(73, "High"),
        new(74, "Emergency"),
        new(75, "Someday") { IsActive = false });

    public static Lookup Urgencies { get; } = new(new(81, "Low"), new(82, "Medium"), new(83, "High"));

    public static Lookup Impacts { get; } = new(new(91, "Affects User"), new(92, "Affects Department"), new(93, "Affects Organization"));

    public static Lookup Sources { get; } = new(
        new(101, "Phone"), new(102, "Email"), new(103, "Portal"), new(104, "Fax") { IsActive = false });

    public static Lookup Forms { get; } = new(
        new(201, "Service Desk Form", Tickets) { IsDefault = true },
        new(202, "Hardware Form", Tickets),
        new(205, "Repair Form", OtherTickets) { IsDefault = true });

    public static Lookup Services { get; } = new(new(501, "Password Reset"), new(502, "Wireless Network")) { EmptyName = "null" };
}
