using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Core.Updates.Bulk;

/// <summary>What became of one update of a bulk.</summary>
/// <param name="Outcome">The outcome or the failure.</param>
public sealed record BulkResult(Result<UpdateOutcome> Outcome)
{
    /// <summary>
    /// False where nothing was sent for a reason that ends by itself: the time of the request or a limit of the system. The failure says
    /// which, and when to try again.
    /// </summary>
    public bool IsStarted { get; init; } = true;

    internal static BulkResult NotStarted(Failure why) => new(why) { IsStarted = false };
}
