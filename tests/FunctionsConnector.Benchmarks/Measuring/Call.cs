using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace FunctionsConnector.Benchmarks.Measuring;

/// <summary>An HTTP call that callers repeat. An unexpected response ends the benchmark.</summary>
/// <param name="client">The client.</param>
/// <param name="method">The method.</param>
/// <param name="url">Returns the address for a caller's number.</param>
/// <param name="body">Returns the body for a caller's number; null for none.</param>
/// <param name="status">The expected status.</param>
/// <param name="expected">A text in the expected response.</param>
internal sealed class Call(HttpClient client, HttpMethod method, Func<int, Uri> url, Func<int, string>? body, HttpStatusCode status, string expected)
{
    private readonly byte[] _expected = Encoding.UTF8.GetBytes(expected);

    public static HttpClient NewClient(string? apiKey = null)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, ActivityHeadersPropagator = null });
        if (apiKey is not null)
        {
            client.DefaultRequestHeaders.Add("x-api-key", apiKey);
        }

        return client;
    }

    public async Task MakeAsync(int caller)
    {
        using var request = new HttpRequestMessage(method, url(caller));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body(caller))) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        }

        using var response = await client.SendAsync(request);
        var content = await response.Content.ReadAsByteArrayAsync();
        if (response.StatusCode != status || content.AsSpan().IndexOf(_expected) < 0)
        {
            throw new InvalidOperationException($"{method} {request.RequestUri} returned {(int)response.StatusCode} {Encoding.UTF8.GetString(content)}, not {(int)status} with {expected}.");
        }
    }
}
