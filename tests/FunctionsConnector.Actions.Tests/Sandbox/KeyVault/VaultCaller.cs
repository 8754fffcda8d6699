using FunctionsConnector.Sandbox.Identity;
using FunctionsConnector.Sandbox.KeyVault;
using FunctionsConnector.Sandbox.Server;

namespace FunctionsConnector.Actions.Tests.Sandbox.KeyVault;

/// <summary>A sandbox and an HTTP caller that trusts only its certificate.</summary>
internal sealed class VaultCaller : IAsyncDisposable
{
    private readonly SandboxServer _server;
    private readonly HttpClient _http;

    private VaultCaller(SandboxServer server)
    {
        _server = server;
        _http = new HttpClient(new SocketsHttpHandler
        {
            SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == server.Certificate.GetCertHashString() },
        });
    }

    public KeyVaultSandbox Vault => _server.KeyVault;

    public IdentitySandbox Identity => _server.Identity;

    public static async Task<VaultCaller> StartAsync() => new(await SandboxServer.StartAsync(new(), TestContext.Current.CancellationToken));

    public async Task<string> TokenAsync(string resource = KeyVaultSandbox.Resource)
    {
        var response = await AskIdentityAsync($"?resource={resource}&api-version=2019-08-01", Identity.Header);
        return response.Json["access_token"]!.GetValue<string>();
    }

    public Task<SandboxResult> AskIdentityAsync(string query, string? header) =>
        SendAsync(new Uri($"{Identity.ManagedEndpoint}{query}"), request => request.Headers.Add("X-IDENTITY-HEADER", header ?? string.Empty));

    public Task<SandboxResult> ReadAsync(string path, string? token) => SendAsync(
        new Uri(Vault.Url, $"{path}?api-version=7.6"),
        request => request.Headers.TryAddWithoutValidation("Authorization", token is null ? null : $"Bearer {token}"));

    /// <summary>Calls a control route of the sandbox.</summary>
    public async Task<JsonNode?> ControlAsync(string method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(new(method), new Uri(_server.Url, path)) { Content = body is null ? null : new StringContent(body) };
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }

    private async Task<SandboxResult> SendAsync(Uri url, Action<HttpRequestMessage> change)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        change(request);
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return new(
            (int)response.StatusCode,
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            response.Content.Headers.ContentType?.MediaType ?? "",
            response.Headers.WwwAuthenticate.ToString());
    }
}
