namespace FunctionsConnector.Core.Resilience;

/// <summary>The time limits of a request and its calls.</summary>
public sealed record Timing
{
    /// <summary>The whole request, however slow the vendor is (<c>Connector:RequestTimeout</c>).</summary>
    public TimeSpan Request { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Everything up to the start of the PATCH. The PATCH itself may then take as long as any call.</summary>
    public TimeSpan UntilStarted => Request / 2;

    /// <summary>Everything up to the last read-back. The rest of the request is for the reply.</summary>
    public TimeSpan UntilVerified => Request * (11.0 / 12);

    /// <summary>The arrival of the caller's body. With everything up to the last read-back, it fits into the request.</summary>
    public TimeSpan Body
    {
        get => field > TimeSpan.Zero ? field : Request - UntilVerified;
        init;
    }

    /// <summary>One vendor call.</summary>
    public TimeSpan Call => Request / 3;

    /// <summary>
    /// Between two read-backs. A client that resent a status 1.5 s after a workflow rule had reverted it succeeded, so rules have run
    /// by then.
    /// </summary>
    public TimeSpan BetweenReadBacks { get; init; } = TimeSpan.FromSeconds(1.5);

    /// <summary>Before the first retry; it doubles with each one.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a catalog is current.</summary>
    public TimeSpan CatalogAge { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long an expired catalog is used while the vendor is unavailable.</summary>
    public TimeSpan StaleCatalogAge { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How long the record that a name or number means is remembered.</summary>
    public TimeSpan ReferenceAge { get; init; } = TimeSpan.FromMinutes(5);
}
