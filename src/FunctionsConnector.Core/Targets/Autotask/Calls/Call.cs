using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;

namespace FunctionsConnector.Core.Targets.Autotask.Calls;

/// <summary>A call without its zone and credentials.</summary>
/// <param name="Endpoint">The vendor limits concurrent calls per endpoint.</param>
/// <param name="Path">Below <c>V1.0/</c>.</param>
/// <param name="Body">Writes the body of a PATCH for each attempt; null for a call that only reads.</param>
/// <param name="Retry">When it is retried; null for never.</param>
/// <param name="Cost">How many calls it is charged; see <see cref="CallLimits"/>.</param>
internal sealed record Call(string Endpoint, string Path, Func<string>? Body, RetryPolicy? Retry, int Cost)
{
    public CallPriority Priority { get; init; } = CallPriority.Caller;

    /// <summary>
    /// Called with a function that reads within the call's slot, when nothing is left to wait for; returns the failure of a PATCH that must
    /// not be sent.
    /// </summary>
    public Func<Func<string, Task<VendorReply>>, ValueTask<Failure?>>? BeforeSending { get; init; }

    /// <summary>The path where it is known only when the call starts.</summary>
    public Func<string>? LatePath { get; init; }

    /// <summary>False where it is allowed even if the hourly threshold is reached.</summary>
    public bool KeepsThreshold { get; init; } = true;

    /// <summary>True where it must not be cancelled once it has started.</summary>
    public bool IsWrite => Body is not null;

    /// <summary>The request, without credentials.</summary>
    public HttpRequestMessage Request(Uri url) =>
        Body is null ? new HttpRequestMessage(HttpMethod.Get, url) : new HttpRequestMessage(HttpMethod.Patch, url) { Content = new TrackedJson(Body()) };
}
