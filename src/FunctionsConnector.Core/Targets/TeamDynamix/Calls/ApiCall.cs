using System.Net.Http.Headers;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;

namespace FunctionsConnector.Core.Targets.TeamDynamix.Calls;

/// <summary>A call of the Web API.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Url">The full URL.</param>
/// <param name="Bucket">The route without ids; the vendor limits calls per method and route.</param>
internal sealed record ApiCall(HttpMethod Method, Uri Url, string Bucket)
{
    /// <summary>Writes the JSON text when the call starts; null for no body.</summary>
    public Func<string>? Body { get; init; }

    public CallPriority Priority { get; init; } = CallPriority.Caller;

    /// <summary>True where it may be retried although an earlier attempt may have arrived.</summary>
    public bool IsSafeToRepeat { get; init; } = true;

    /// <summary>
    /// Called with a function that reads, when nothing is left to wait for; returns the failure of a PATCH that must not be sent.
    /// </summary>
    public Func<Func<ApiCall, Task<Result<VendorReply>>>, ValueTask<Failure?>>? BeforeSending { get; init; }

    /// <summary>The vendor's documented limit per minute, until a response says the limit.</summary>
    public int DocumentedLimit { get; init; } = 60;

    /// <summary>A new request for each attempt; a request cannot be sent twice.</summary>
    public HttpRequestMessage ToRequest(string? token)
    {
        var request = new HttpRequestMessage(Method, Url) { Content = Body is null ? null : new TrackedJson(Body()) };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return request;
    }
}
