using FunctionsConnector.Sandbox.Tables;

namespace FunctionsConnector.Sandbox.HubSpot;

/// <summary>The switches of the simulated HubSpot. Where the vendor's documents disagree or say nothing, both behaviours can be chosen.</summary>
public sealed record HubSpotBehavior : TableVendorBehavior
{
    /// <summary>Creates the default switches: 190 calls in ten seconds ("API usage guidelines and limits", Professional).</summary>
    public HubSpotBehavior()
    {
        CallLimit = 190;
        RateWindow = TimeSpan.FromSeconds(10);
    }

    /// <summary>Whether the daily limit is reached: every call is refused.</summary>
    public bool IsDailyLimitReached { get; init; }

    /// <summary>
    /// Whether read-only and unknown properties are dropped with a 200, as one specification of contacts says. The specification of the
    /// other objects says that they are refused.
    /// </summary>
    public bool DropsUnknownProperties { get; init; }

    /// <summary>Whether a refusal names the properties only in the JSON text within its message.</summary>
    public bool HidesErrorList { get; init; }

    /// <summary>A warning that every update returns with its 200; empty for none.</summary>
    public string Warning { get; init; } = "";

    /// <summary>Whether a date is kept as <c>yyyy-MM-dd</c>. Otherwise it is kept as sent, as in the documented example.</summary>
    public bool KeepsDatesAsDays { get; init; }
}
