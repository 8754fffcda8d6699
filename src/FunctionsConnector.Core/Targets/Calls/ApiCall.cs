using System.Net.Http.Headers;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;

namespace FunctionsConnector.Core.Targets.Calls;

/// <summary>A call of a vendor's API.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Url">The full URL.</param>
/// <param name="Bucket">The route without ids, for a vendor that limits calls per method and route.</param>
internal sealed record ApiCall(HttpMethod Method, Uri Url, string Bucket)
{
    /// <summary>Writes the text when the call starts; null for no body.</summary>
    public Func<string>? Body { get; init; }

    /// <summary>
    /// Writes the body of a PATCH at each attempt, when it may start: the argument makes a read within the same permit. Its result is null
    /// where nothing must be sent.
    /// </summary>
    public Func<Func<ApiCall, Task<Result<VendorReply>>>, ValueTask<string?>>? Write { get; init; }

    /// <summary>True for a read within the permit of a PATCH.</summary>
    public bool HasPermit { get; init; }

    public CallPriority Priority { get; init; } = CallPriority.Caller;

    /// <summary>True for a write with a read within its permit.</summary>
    public bool ReadsFirst { get; init; }

    /// <summary>True where it may be retried although an earlier attempt may have arrived.</summary>
    public bool IsSafeToRepeat { get; init; } = true;

    /// <summary>Adds a bearer token (RFC 6750 section 2.1).</summary>
    public static readonly Action<HttpRequestMessage, string> AddBearer =
        static (request, token) => request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);

    /// <summary>The vendor's documented limit per minute, until a response says the limit.</summary>
    public int DocumentedLimit { get; init; } = 60;

    public MediaTypeHeaderValue ContentType { get; init; } = TrackedText.Json;

    /// <summary>Adds the token to a request.</summary>
    public Action<HttpRequestMessage, string> Authorize { get; init; } = AddBearer;

    /// <summary>Whether a response refuses the token.</summary>
    public Func<VendorReply.Response, bool> RefusesCredentials { get; init; } = static answer => answer.Status == 401;

    /// <summary>Adds further headers to the request of an attempt, once its body is written; null for none.</summary>
    public Action<HttpRequestMessage>? Prepare { get; init; }

    /// <summary>A new request for each attempt; a request cannot be sent twice.</summary>
    public HttpRequestMessage ToRequest(string? token, string? body)
    {
        var request = new HttpRequestMessage(Method, Url) { Content = body is null ? null : new TrackedText(body, ContentType) };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (token is not null)
        {
            Authorize(request, token);
        }

        Prepare?.Invoke(request);
        return request;
    }
}
