namespace FunctionsConnector.Sandbox.TeamDynamix.Lookups;

/// <summary>An entry of a lookup.</summary>
/// <param name="Id">The id.</param>
/// <param name="Name">Its name.</param>
/// <param name="App">The application it belongs to; 0 for all.</param>
internal sealed record LookupEntry(int Id, string Name, int App = 0)
{
    public bool IsActive { get; init; } = true;

    public bool IsDefault { get; init; }

    /// <summary>The class of a ticket status: 1 new, 2 in process, 3 completed, 4 cancelled, 5 on hold.</summary>
    public int StatusClass { get; init; }

    /// <summary>Whether a change to this ticket status needs a date.</summary>
    public bool RequiresGoesOffHold { get; init; }
}
