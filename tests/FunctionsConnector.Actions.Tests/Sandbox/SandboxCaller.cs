using System.Net.Http.Json;
using FunctionsConnector.Sandbox.Autotask;
using FunctionsConnector.Sandbox.Server;

namespace FunctionsConnector.Actions.Tests.Sandbox;

/// <summary>A sandbox and an HTTP caller with valid credentials.</summary>
internal sealed class SandboxCaller : IAsyncDisposable
{
    private readonly SandboxServer _server;
    private readonly HttpClient _http;

    private SandboxCaller(SandboxServer server)
    {
        _server = server;
        _http = new() { BaseAddress = server.Url };
    }

    public AutotaskSandbox Autotask => _server.Autotask;

    public static async Task<SandboxCaller> StartAsync(TimeProvider? time = null) =>
        new(await SandboxServer.StartAsync(new() { Time = time ?? TimeProvider.System }, Token));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async Task<SandboxResult> SendAsync(
        string method, string path, string? body = null, string? secret = null, string? integrationCode = null)
    {
        using var request = new HttpRequestMessage(new(method), Api(path));
        request.Headers.Add("UserName", Autotask.UserName);
        request.Headers.Add("Secret", secret ?? Autotask.Secret);
        request.Headers.Add("ApiIntegrationCode", integrationCode ?? Autotask.IntegrationCode);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await _http.SendAsync(request, Token);
        return new(
            (int)response.StatusCode,
            await response.Content.ReadAsStringAsync(Token),
            response.Content.Headers.ContentType?.MediaType ?? "",
            response.Headers.WwwAuthenticate.ToString());
    }

    public Task<SandboxResult> GetAsync(string path) => SendAsync("GET", path);

    public Task<SandboxResult> PatchAsync(string path, string body) => SendAsync("PATCH", path, body);

    /// <summary>Calls a control route of the sandbox.</summary>
    public async Task<JsonNode?> ControlAsync(string method, string path, JsonObject? body = null)
    {
        using var request = new HttpRequestMessage(new(method), path) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await _http.SendAsync(request, Token);
        response.EnsureSuccessStatusCode();
        var text = await response.Content.ReadAsStringAsync(Token);
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }

    private static string Api(string path) => path.StartsWith('/') ? path : "/autotask/ATServicesRest/V1.0/" + path;
}

/// <summary>A response of a sandbox.</summary>
internal sealed record SandboxResult(int Status, string Body, string MediaType, string Challenge)
{
    public JsonNode Json => JsonNode.Parse(Body)!;

    public string[] Errors => [.. Json["errors"]!.AsArray().Select(error => error!.GetValue<string>())];
}
