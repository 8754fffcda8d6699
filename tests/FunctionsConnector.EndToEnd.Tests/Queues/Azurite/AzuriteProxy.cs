using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FunctionsConnector.EndToEnd.Tests.Queues.Azurite;

/// <summary>A proxy between a connector and Azurite in which a test can change requests and responses.</summary>
internal sealed class AzuriteProxy : IAsyncDisposable
{
    private readonly HttpClient _azurite = new();
    private readonly WebApplication _server;
    private readonly StorageAccount _account;
    private readonly Uri _target;

    private AzuriteProxy(WebApplication proxy, StorageAccount account, Uri target) => (_server, _account, _target) = (proxy, account, target);

    /// <summary>Handles a request and returns true, or returns false to forward it.</summary>
    public Func<HttpContext, bool> Intercept { get; set; } = _ => false;

    /// <summary>Inspects, changes or delays a response.</summary>
    public Func<HttpRequest, HttpResponseMessage, Task> OnResponse { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Changes the query of a request on its way. A signature in the query does not cover the rest of it.</summary>
    public Func<HttpRequest, string> Query { get; set; } = request => request.QueryString.Value ?? string.Empty;

    /// <summary>The same account, opened by a signature in the query.</summary>
    public string SignedConnection => $"SharedAccessSignature={_account.Signature()};QueueEndpoint={Account.QueueEndpoint}";

    /// <summary>The account with the address of the proxy.</summary>
    public StorageAccount Account => _target == _account.TableEndpoint ? _account with { TableEndpoint = Address } : _account with { QueueEndpoint = Address };

    private Uri Address => new($"{_server.Urls.Single()}{_target.AbsolutePath}");

    /// <summary>A proxy before the queues.</summary>
    public static Task<AzuriteProxy> StartAsync(StorageAccount account) => StartAsync(account, account.QueueEndpoint);

    /// <summary>A proxy before the tables.</summary>
    public static Task<AzuriteProxy> StartForTablesAsync(StorageAccount account) => StartAsync(account, account.TableEndpoint!);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _azurite.Dispose();
    }

    private static async Task<AzuriteProxy> StartAsync(StorageAccount account, Uri target)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var proxy = new AzuriteProxy(builder.Build(), account, target);
        proxy._server.Run(proxy.PassOnAsync);
        await proxy._server.StartAsync(TestContext.Current.CancellationToken);
        return proxy;
    }

    private async Task PassOnAsync(HttpContext context)
    {
        if (Intercept(context))
        {
            return;
        }

        using var response = await _azurite.SendAsync(await CopyAsync(context.Request), context.RequestAborted);
        await OnResponse(context.Request, response);
        var body = await response.Content.ReadAsByteArrayAsync(context.RequestAborted);
        context.Response.StatusCode = (int)response.StatusCode;
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers).Where(header => header.Key is not ("Transfer-Encoding" or "Connection" or "Keep-Alive")))
        {
            context.Response.Headers[name] = values.ToArray();
        }

        if (body.Length > 0)
        {
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
        }
    }

    private async Task<HttpRequestMessage> CopyAsync(HttpRequest request)
    {
        var copy = new HttpRequestMessage(new HttpMethod(request.Method), new Uri(_target, $"{request.Path.ToUriComponent()}{Query(request)}"));
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        copy.Content = body.Length > 0 ? new ByteArrayContent(body.ToArray()) : null;
        foreach (var (name, values) in request.Headers.Where(header => header.Key is not ("Host" or "Content-Length")))
        {
            if (!copy.Headers.TryAddWithoutValidation(name, values.ToArray()))
            {
                copy.Content?.Headers.TryAddWithoutValidation(name, values.ToArray());
            }
        }

        return copy;
    }
}
