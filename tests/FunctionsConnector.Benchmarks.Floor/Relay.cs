using System.Net;
using System.Net.Http.Headers;

namespace FunctionsConnector.Benchmarks.Floor;

/// <summary>
/// Relays a vendor call and does nothing else: the least work of any process between a flow and a vendor. It sends through a handler
/// with the connector's own settings, and adds the vendor's three headers with credentials.
/// </summary>
internal sealed class Relay(IConfiguration configuration)
{
    private static readonly HttpMessageInvoker Invoker = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ActivityHeadersPropagator = null,
    });

    private readonly Uri _vendor = new(configuration["Vendor"]!);
    private readonly string _userName = configuration["UserName"]!;
    private readonly string _secret = configuration["Secret"]!;
    private readonly string _integrationCode = configuration["IntegrationCode"]!;

    public async Task SendAsync(HttpContext context)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, _vendor) { Content = new StreamContent(context.Request.Body) };
        request.Content.Headers.ContentLength = context.Request.ContentLength;
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TryAddWithoutValidation("UserName", _userName);
        request.Headers.TryAddWithoutValidation("Secret", _secret);
        request.Headers.TryAddWithoutValidation("ApiIntegrationCode", _integrationCode);
        using var response = await Invoker.SendAsync(request, context.RequestAborted);
        context.Response.StatusCode = (int)response.StatusCode;
        context.Response.ContentLength = response.Content.Headers.ContentLength;
        context.Response.ContentType = "application/json; charset=utf-8";
        await response.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
