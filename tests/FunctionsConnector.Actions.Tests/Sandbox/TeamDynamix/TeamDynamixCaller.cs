using System.Net.Http.Headers;
using FunctionsConnector.Sandbox.Server;
using FunctionsConnector.Sandbox.TeamDynamix;

namespace FunctionsConnector.Actions.Tests.Sandbox.TeamDynamix;

/// <summary>A sandbox and an HTTP caller with a token of its TeamDynamix.</summary>
internal sealed class TeamDynamixCaller : IAsyncDisposable
{
    private readonly SandboxServer _server;
    private readonly HttpClient _http = new();
    private string _token = "";

    private TeamDynamixCaller(SandboxServer server) => _server = server;

    public TeamDynamixSandbox TeamDynamix => _server.TeamDynamix;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<TeamDynamixCaller> StartAsync(TimeProvider? time = null, bool asKeyAdmin = false)
    {
        var caller = new TeamDynamixCaller(await SandboxServer.StartAsync(new() { Time = time ?? TimeProvider.System }, Token));
        await caller.LogInAsync(asKeyAdmin);
        return caller;
    }

    public async Task<TeamDynamixResponse> LogInAsync(bool asKeyAdmin = false)
    {
        var response = asKeyAdmin
            ? await SendAsync(
                "POST", "api/auth/loginadmin", Body(("BEID", TeamDynamix.BeId), ("WebServicesKey", TeamDynamix.WebServicesKey)))
            : await SendAsync("POST", "api/auth", Body(("username", TeamDynamix.UserName), ("password", TeamDynamix.Password)));
        _token = response.Body;
        return response;
    }

    public Task<TeamDynamixResponse> GetAsync(string path) => SendAsync("GET", path);

    public Task<TeamDynamixResponse> PatchAsync(string path, string body) => SendAsync("PATCH", path, body);

    public async Task<TeamDynamixResponse> SendAsync(string method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(new(method), new Uri(TeamDynamix.BaseUrl, path));
        request.Headers.Authorization = _token.Length == 0 ? null : new AuthenticationHeaderValue("Bearer", _token);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await _http.SendAsync(request, Token);
        return new(
            (int)response.StatusCode,
            await response.Content.ReadAsStringAsync(Token),
            response.Content.Headers.ContentType?.MediaType ?? "",
            response.Headers);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }

    private static string Body(params IReadOnlyList<(string Name, string Value)> properties) =>
        new JsonObject(properties.Select(property => KeyValuePair.Create(property.Name, (JsonNode?)property.Value))).ToJsonString();
}

/// <summary>A response of the simulated TeamDynamix.</summary>
internal sealed record TeamDynamixResponse(int Status, string Body, string MediaType, HttpResponseHeaders Headers)
{
    public JsonNode Json => JsonNode.Parse(Body)!;

    public string Header(string name) => Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";

    public string Attribute(int id) =>
        Json["Attributes"]!.AsArray().Single(attribute => attribute!["ID"]!.GetValue<int>() == id)!["Value"]!.GetValue<string>();
}
