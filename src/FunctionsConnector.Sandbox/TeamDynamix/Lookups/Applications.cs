namespace FunctionsConnector.Sandbox.TeamDynamix.Lookups;

/// <summary>The applications of the simulated tenant.</summary>
internal static class Applications
{
    public const int Tickets = 42;
    public const int Assets = 43;
    public const int Portal = 44;
    public const int OtherTickets = 45;
    public const int Retired = 46;

    public static IReadOnlyList<Application> All { get; } =
    [
        new(Tickets, "Service Desk", "TDTickets"),
        new(Assets, "Assets and Configuration", "TDAssets"),
        new(Portal, "Client Portal", "TDClient"),
        new(OtherTickets, "Facilities Desk", "TDTickets"),
        new(Retired, "Old Service Desk", "TDTickets", IsActive: false),
    ];

    public static Application? Find(int id) => All.FirstOrDefault(application => application.Id == id);
}
