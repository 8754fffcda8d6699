using FunctionsConnector.Sandbox.Tables;

namespace FunctionsConnector.Sandbox.Dataverse;

/// <summary>The switches of the simulated Dataverse. What an administrator sets, and what the vendor does not document, is a switch.</summary>
public sealed record DataverseBehavior : TableVendorBehavior
{
    /// <summary>Creates the default switches: 6,000 requests in 300 seconds ("Service protection API limits").</summary>
    public DataverseBehavior()
    {
        CallLimit = 6000;
        RateWindow = TimeSpan.FromSeconds(300);
    }

    /// <summary>The lifetime of an access token.</summary>
    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Whether an account whose name another account has is refused with a 412 by duplicate detection.</summary>
    public bool DetectsDuplicates { get; init; }

    /// <summary>Whether columns that are not valid for update are refused. Otherwise they are dropped. Not documented.</summary>
    public bool RefusesReadOnlyColumns { get; init; }

    /// <summary>Whether the application user has a column security profile; without it a secured column reads as null (not documented).</summary>
    public bool MayUseSecuredColumns { get; init; }
}
