using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets;
using FunctionsConnector.Queue.Functions;
using FunctionsConnector.Tests.Fakes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

[assembly: AssemblyFixture(typeof(FunctionsConnector.Tests.Queue.HandlerFixture))]

namespace FunctionsConnector.Tests.Queue;

/// <summary>The process as the Functions host starts it, on a real socket; one for all tests.</summary>
public sealed class HandlerFixture : IAsyncLifetime
{
    private WebApplication? _app;

    public HttpClient Client { get; } = new();

    internal LogLines Log { get; } = new();

    internal FakeSystem Alpha => FakeSystem.Of(_app!, "alpha");

    public async ValueTask InitializeAsync()
    {
        _app = ConnectorApplication.Create(["--FUNCTIONS_CUSTOMHANDLER_PORT=0"], builder =>
        {
            builder.Configuration.AddInMemoryCollection(ConnectorFixture.GoodSettings);
            builder.Services.AddSingleton<IReadOnlyList<TargetSystemKind>>([new FakeKind()]);
            builder.Services.AddSingleton(new Timing { Request = TimeSpan.FromSeconds(1.5), Body = TimeSpan.FromSeconds(5), BetweenLooks = TimeSpan.FromMilliseconds(1) });
            builder.Logging.ClearProviders().AddProvider(Log);
        });
        await _app.StartAsync();
        Client.BaseAddress = new Uri(_app.Urls.Single());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        Log.Dispose();
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }

    /// <summary>What the host posts for a message of a binary trigger.</summary>
    internal static string Envelope(string text, string id = "3af97d41-1f3e-4039-a3fb-01bf96656bf6", int tries = 1, string queuedAt = "2026-11-21T23:45:56+00:00") =>
        new JsonObject
        {
            ["Data"] = new JsonObject { ["message"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(text)) },
            ["Metadata"] = new JsonObject
            {
                ["DequeueCount"] = $"{tries}",
                ["Id"] = $"\"{id}\"",
                ["InsertionTime"] = queuedAt,
                ["PopReceipt"] = "\"MjFOb3YyMDI2MjM6NDY6NDQ0YjNl\"",
            },
        }.ToJsonString();

    /// <summary>A message of the host's, sent as it sends it: chunked, with its headers.</summary>
    internal Task<Reply> PostAsync(string text) => CallAsync(Envelope(text, Guid.NewGuid().ToString()));

    internal async Task<Reply> CallAsync(string body, string path = "/UpdateFromQueue", Action<HttpRequestMessage>? configure = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Headers.TransferEncodingChunked = true;
        request.Headers.Add(HostCall.InvocationId, Guid.NewGuid().ToString());
        request.Headers.UserAgent.ParseAdd("Azure-Functions-Host/4.1037.0.0");
        request.Content = new StringContent(body, Encoding.UTF8) { Headers = { ContentType = MediaTypeHeaderValue.Parse("application/json; charset=utf-8") } };
        configure?.Invoke(request);
        using var response = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        return new Reply(response, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
