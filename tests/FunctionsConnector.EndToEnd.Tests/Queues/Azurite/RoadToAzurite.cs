using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FunctionsConnector.EndToEnd.Tests.Queues.Azurite;

/// <summary>A server between a connector and Azurite, at which requests and answers meet what a test has in store for them.</summary>
internal sealed class RoadToAzurite : IAsyncDisposable
{
    private readonly HttpClient _azurite = new();
    private readonly WebApplication _road;
    private readonly StorageAccount _account;

    private RoadToAzurite(WebApplication road, StorageAccount account) => (_road, _account) = (road, account);

    /// <summary>Answers a request in Azurite's place, and says so.</summary>
    public Func<HttpContext, bool> Swallows { get; set; } = _ => false;

    /// <summary>Sees an answer, changes it if a test wants that, and holds it back for as long as a test wants it to.</summary>
    public Func<HttpRequest, HttpResponseMessage, Task> HoldsBack { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Changes the query of a request on its way. A signature in the query does not cover the rest of it.</summary>
    public Func<HttpRequest, string> Query { get; set; } = request => request.QueryString.Value ?? string.Empty;

    /// <summary>The same account, opened by a signature in the query.</summary>
    public string SignedConnection => $"SharedAccessSignature={_account.Signature()};QueueEndpoint={Account.QueueEndpoint}";

    /// <summary>The account as one sees it from the near end of the road.</summary>
    public StorageAccount Account => _account with { QueueEndpoint = new Uri($"{_road.Urls.Single()}{_account.QueueEndpoint.AbsolutePath}") };

    public static async Task<RoadToAzurite> StartAsync(StorageAccount account)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var road = new RoadToAzurite(builder.Build(), account);
        road._road.Run(road.PassOnAsync);
        await road._road.StartAsync(TestContext.Current.CancellationToken);
        return road;
    }

    public async ValueTask DisposeAsync()
    {
        await _road.DisposeAsync();
        _azurite.Dispose();
    }

    private async Task PassOnAsync(HttpContext context)
    {
        if (Swallows(context))
        {
            return;
        }

        using var answer = await _azurite.SendAsync(await CopyAsync(context.Request), context.RequestAborted);
        await HoldsBack(context.Request, answer);
        var body = await answer.Content.ReadAsByteArrayAsync(context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key is not ("Transfer-Encoding" or "Connection" or "Keep-Alive")))
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
        var copy = new HttpRequestMessage(new HttpMethod(request.Method), new Uri(_account.QueueEndpoint, $"{request.Path.ToUriComponent()}{Query(request)}"));
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
