using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace FunctionsConnector.EndToEnd.Tests.Hostile;

/// <summary>
/// A server between the connector and the simulated vendors. It forwards requests unless the test handles them. With a certificate it
/// uses TLS.
/// </summary>
internal sealed class Interposer : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly HttpClient _onward;
    private readonly ConcurrentQueue<string> _requests = new();

    private Interposer(WebApplication server, SandboxServer behind)
    {
        _server = server;
        _onward = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = behind.Url };
    }

    /// <summary>Handles a request and returns true, or returns false to forward it.</summary>
    public Func<HttpContext, Task<bool>> Answer { get; set; } = _ => Task.FromResult(false);

    /// <summary>The received requests as "METHOD path".</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    public Uri Url => new(_server.Urls.Single().Replace("[::]", "127.0.0.1", StringComparison.Ordinal) + "/");

    /// <summary>The settings of the systems for calls through this server.</summary>
    public Dictionary<string, string?> Settings => new()
    {
        ["Systems:teamdynamix:BaseUrl"] = $"{Url}teamdynamix/TDWebApi/",
        ["Systems:autotask:BaseUrl"] = $"{Url}autotask/ATServicesRest/",
        ["Systems:autotask:DiscoveryUrl"] = null,
    };

    public static async Task<Interposer> StartAsync(SandboxServer behind, X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(IPAddress.Loopback, 0, listen =>
            {
                if (certificate is not null)
                {
                    listen.UseHttps(certificate);
                }
            });
        });
        var server = builder.Build();
        var interposer = new Interposer(server, behind);
        server.Run(interposer.HandleAsync);
        await server.StartAsync(TestContext.Current.CancellationToken);
        return interposer;
    }

    public async ValueTask DisposeAsync()
    {
        using (var now = new CancellationTokenSource(TimeSpan.Zero))
        {
            await _server.StopAsync(now.Token);
        }

        await _server.DisposeAsync();
        _onward.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        _requests.Enqueue($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}");
        if (await Answer(context))
        {
            return;
        }

        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), $"{context.Request.Path}{context.Request.QueryString}");
        if (context.Request.ContentLength > 0)
        {
            request.Content = new StreamContent(context.Request.Body);
        }

        foreach (var (name, values) in context.Request.Headers.Where(header => !header.Key.Equals("Host", StringComparison.OrdinalIgnoreCase)))
        {
            if (!request.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
            }
        }

        using var response = await _onward.SendAsync(request, context.RequestAborted);
        context.Response.StatusCode = (int)response.StatusCode;
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers).Where(header => header.Key != "Transfer-Encoding"))
        {
            context.Response.Headers[name] = values.ToArray();
        }

        await response.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
