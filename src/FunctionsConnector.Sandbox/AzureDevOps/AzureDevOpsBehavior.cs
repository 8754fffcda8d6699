using FunctionsConnector.Sandbox.Tables;

namespace FunctionsConnector.Sandbox.AzureDevOps;

/// <summary>The switches of the simulated Azure DevOps. What the vendor does not document is a switch.</summary>
public sealed record AzureDevOpsBehavior : TableVendorBehavior
{
    /// <summary>Creates the default switches: without a limit, as the vendor's units of consumption cannot be counted in calls.</summary>
    public AzureDevOpsBehavior() => RateWindow = TimeSpan.FromMinutes(5);

    /// <summary>With fewer remaining calls than this, a 200 has <c>Retry-After</c> ("Rate and usage limits").</summary>
    public int SlowsDownBelow { get; init; }

    /// <summary>Whether a wrong token gets the sign-in page with the status 203 instead of a 401. Not documented.</summary>
    public bool ShowsSignInPage { get; init; }

    /// <summary>Whether the removal of an empty field is refused. Otherwise it succeeds. Not documented.</summary>
    public bool RefusesRemovalOfEmpty { get; init; } = true;
}
