using static FunctionsConnector.Sandbox.TeamDynamix.Lookups.Applications;

namespace FunctionsConnector.Sandbox.TeamDynamix.Lookups;

/// <summary>The lookups of assets and configuration items.</summary>
internal static class AssetLookups
{
    public static Lookup Statuses { get; } = new(
        new(31, "In Use", Assets) { IsDefault = true },
        new(32, "In Stock", Assets),
        new(33, "Retired", Assets),
        new(34, "On Loan", Assets) { IsActive = false });

    public static Lookup Forms { get; } = new(new(211, "Computer Form", Assets) { IsDefault = true }, new(212, "Printer Form", Assets));

    public static Lookup Models { get; } = new(new(601, "Laptop 14"), new(602, "Desktop Mini")) { EmptyName = "\"\"" };

    public static Lookup Suppliers { get; } = new(new(651, "Example Supplies"), new(652, "Sample Hardware")) { EmptyName = "\"\"" };

    public static Lookup Schedules { get; } = new(new LookupEntry(661, "Sunday Night")) { EmptyName = "null" };

    public static Lookup ExternalSources { get; } = new(new LookupEntry(671, "Discovery")) { EmptyName = "null" };

    public static Lookup ConfigurationTypes { get; } = new(
        new(401, "Server", Assets), new(402, "Service", Assets), new(403, "Mainframe", Assets) { IsActive = false });

    public static Lookup ConfigurationForms { get; } = new(new LookupEntry(411, "Server Form", Assets) { IsDefault = true });
}
