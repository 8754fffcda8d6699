using System.Text;
using System.Text.Json.Nodes;
using FunctionsConnector.Sandbox.KeyVault;

namespace FunctionsConnector.Sandbox.FirstRun;

/// <summary>Calls the connector as a flow does.</summary>
internal sealed class DemoCaller : IDisposable
{
    private readonly HttpClient _client;

    public DemoCaller(WebApplication connector)
    {
        _client = new HttpClient { BaseAddress = new Uri(connector.Urls.Single()) };
        _client.DefaultRequestHeaders.Add("x-api-key", SeededSecrets.ConnectorKey);
    }

    public Uri Url => _client.BaseAddress!;

    public async Task<DemoReply> SendAsync(DemoRequest request, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(new HttpMethod(request.Method), request.Path);
        message.Content = new StringContent(request.Body, Encoding.UTF8, "application/json");
        using var response = await _client.SendAsync(message, cancellationToken);
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        return new DemoReply(JsonNode.Parse(body)!.AsObject(), (int)response.StatusCode);
    }

    public void Dispose() => _client.Dispose();
}
