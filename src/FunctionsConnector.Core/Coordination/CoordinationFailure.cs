using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Core.Coordination;

/// <summary>The failure of a queued update while the instances cannot coordinate.</summary>
public static class CoordinationFailure
{
    /// <summary>Shorter than the longest time for which a message is held, so that a short outage postpones nothing.</summary>
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    /// <param name="failure">Why the table cannot be used.</param>
    public static Failure Of(Failure failure) =>
        new(FailureCode.SystemUnavailable, $"The instances of the connector cannot coordinate their updates. Nothing was sent. {failure.Message}")
        {
            RetryAfter = RetryAfter,
            Wait = WaitReason.Coordination,
        };
}
