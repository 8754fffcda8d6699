using FunctionsConnector.Core.Resilience;

namespace FunctionsConnector.Core.Targets.Autotask.Calls;

/// <summary>A call without its zone and credentials.</summary>
/// <param name="Endpoint">The vendor limits concurrent calls per endpoint.</param>
/// <param name="Path">Below <c>V1.0/</c>; of a PATCH, its writer decides.</param>
/// <param name="Write">Writes a PATCH at each attempt, when it may start; null for a call that only reads.</param>
/// <param name="Retry">When it is retried; null for never.</param>
/// <param name="Cost">How many calls it is charged; see <see cref="CallLimits"/>.</param>
internal sealed record Call(string Endpoint, string Path, PatchWriter? Write, RetryPolicy? Retry, int Cost)
{
    public CallPriority Priority { get; init; } = CallPriority.Caller;

    /// <summary>The JSON text of a query, which reads by POST; null for GET.</summary>
    public string? Search { get; init; }

    /// <summary>The id of the resource in whose name a PATCH is made; null for the API user's.</summary>
    public string? Actor { get; init; }

    /// <summary>True where the credentials were proved after they had been refused for this call, so that another refusal is about this call alone.</summary>
    public bool IsAfterProof { get; init; }

    /// <summary>True where it proves rejected credentials, and is sent all the same.</summary>
    public bool IsProof { get; init; }

    /// <summary>False where it is allowed even if the hourly threshold is reached.</summary>
    public bool KeepsThreshold { get; init; } = true;

    /// <summary>True where it must not be cancelled once it has started.</summary>
    public bool IsWrite => Write is not null;
}
