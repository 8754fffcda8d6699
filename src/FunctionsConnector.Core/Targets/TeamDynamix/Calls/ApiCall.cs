using System.Net.Http.Headers;
using FunctionsConnector.Core.Resilience;

namespace FunctionsConnector.Core.Targets.TeamDynamix.Calls;

/// <summary>One call of the Web API.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Url">Where it goes.</param>
/// <param name="Bucket">The route without ids: the vendor counts calls per method and route.</param>
internal sealed record ApiCall(HttpMethod Method, Uri Url, string Bucket)
{
    /// <summary>Tells the JSON text to send, when the call may be made; null for none.</summary>
    public Func<string>? Body { get; init; }

    /// <summary>Who waits for it.</summary>
    public CallUrgency Urgency { get; init; } = CallUrgency.Caller;

    /// <summary>True where it may be sent again although an earlier one may have arrived.</summary>
    public bool IsSafeToRepeat { get; init; } = true;

    /// <summary>The vendor's documented limit per minute, until its answers say what it is.</summary>
    public int DocumentedLimit { get; init; } = 60;

    /// <summary>A new request each time: one cannot be sent twice.</summary>
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
