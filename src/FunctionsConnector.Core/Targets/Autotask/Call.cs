using FunctionsConnector.Core.Resilience;

namespace FunctionsConnector.Core.Targets.Autotask;

/// <summary>A call, before it is known where it goes and with which credentials.</summary>
/// <param name="Endpoint">What the vendor counts calls at a time by.</param>
/// <param name="Path">Below <c>V1.0/</c>.</param>
/// <param name="Body">Writes the body of a PATCH, anew for each try; null for a call that only reads.</param>
/// <param name="Resending">What of it may be sent again; null for nothing.</param>
/// <param name="Cost">How much of the own limit a minute it spends; see <see cref="CallLimits"/>.</param>
internal sealed record Call(string Endpoint, string Path, Func<string>? Body, Resending? Resending, int Cost)
{
    /// <summary>Who waits for it.</summary>
    public CallUrgency Urgency { get; init; } = CallUrgency.Caller;

    /// <summary>False where it must be made even if the calls of the hour are used up.</summary>
    public bool KeepsThreshold { get; init; } = true;

    /// <summary>True where it must be waited for once it has begun.</summary>
    public bool IsWrite => Body is not null;

    /// <summary>The request, without credentials.</summary>
    public HttpRequestMessage Request(Uri url) =>
        Body is null ? new HttpRequestMessage(HttpMethod.Get, url) : new HttpRequestMessage(HttpMethod.Patch, url) { Content = new TrackedJson(Body()) };
}
