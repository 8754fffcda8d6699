namespace FunctionsConnector.Core.Resilience;

/// <summary>How long to wait for what.</summary>
public sealed record Timing
{
    /// <summary>The whole of one request, however slow the vendor (<c>Connector:RequestTimeout</c>).</summary>
    public TimeSpan Request { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Everything up to the start of the PATCH, which is then waited for as long as one call may take.</summary>
    public TimeSpan UntilStarted => Request / 2;

    /// <summary>Everything up to the last reading back; what is left of the request belongs to the reply.</summary>
    public TimeSpan UntilConfirmed => Request * (11.0 / 12);

    /// <summary>The arrival of a caller's body: what the rest leaves of the request, so that both together still fit.</summary>
    public TimeSpan Body
    {
        get => field > TimeSpan.Zero ? field : Request - UntilConfirmed;
        init;
    }

    /// <summary>One vendor call.</summary>
    public TimeSpan Call => Request / 3;

    /// <summary>
    /// Between two looks at a record. A client that sent a status again 1.5 s after a workflow rule had reverted it succeeded,
    /// so rules have run by then.
    /// </summary>
    public TimeSpan BetweenLooks { get; init; } = TimeSpan.FromSeconds(1.5);

    /// <summary>Before the first call that is sent again; it doubles from try to try.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long what a vendor says of its record types and fields is taken for current.</summary>
    public TimeSpan CatalogAge { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a catalog past its age is still used while the vendor cannot be asked.</summary>
    public TimeSpan StaleCatalogAge { get; init; } = TimeSpan.FromHours(24);
}
