using System.Net.Http.Headers;
using FunctionsConnector.Sandbox.Server;

namespace FunctionsConnector.Actions.Tests.Sandbox.Tables;

/// <summary>A sandbox and an HTTP caller of one of its systems of records in tables.</summary>
internal sealed class TableCaller : IAsyncDisposable
{
    private readonly HttpClient _http = new();
    private readonly Uri _baseUrl;

    private TableCaller(SandboxServer server, Func<SandboxServer, Uri> baseUrl) => (Server, _baseUrl) = (server, baseUrl(server));

    public SandboxServer Server { get; }

    /// <summary>The <c>Authorization</c> of the calls; null for none.</summary>
    public AuthenticationHeaderValue? Authorization { get; set; }

    public static async Task<TableCaller> StartAsync(Func<SandboxServer, Uri> baseUrl, TimeProvider? time = null) =>
        new(await SandboxServer.StartAsync(new() { Time = time ?? TimeProvider.System }, TestContext.Current.CancellationToken), baseUrl);

    public static AuthenticationHeaderValue Basic(string user, string password) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));

    public Task<TableResponse> GetAsync(string path) => SendAsync("GET", path);

    public Task<TableResponse> PatchAsync(string path, string body, params (string Name, string Value)[] headers) =>
        SendAsync("PATCH", path, body, headers: headers);

    public async Task<TableResponse> SendAsync(
        string method, string path, string? body = null, string contentType = "application/json", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new(method), new Uri(_baseUrl, path));
        request.Headers.Authorization = Authorization;
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, contentType);
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return new((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), response.Headers);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Server.DisposeAsync();
    }
}

/// <summary>A response of a simulated system.</summary>
internal sealed record TableResponse(int Status, string Body, HttpResponseHeaders Headers)
{
    public JsonNode Json => JsonNode.Parse(Body)!;

    public string Header(string name) => Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";
}
