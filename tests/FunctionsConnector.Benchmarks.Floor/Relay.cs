using System.Net.Http.Headers;

namespace FunctionsConnector.Benchmarks.Floor;

/// <summary>
/// Passes a vendor call on, and does nothing else: the least that any process between a flow and a vendor does. It sends through a
/// handler with the connector's own settings, and adds the vendor's three headers of credentials.
/// </summary>
internal sealed class Relay(IConfiguration configuration, HttpMessageInvoker invoker)
{
    private readonly Uri _vendor = new(configuration["Vendor"]!);
    private readonly string _userName = configuration["UserName"]!;
    private readonly string _secret = configuration["Secret"]!;
    private readonly string _integrationCode = configuration["IntegrationCode"]!;

    public async Task PassOnAsync(HttpContext context)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, new Uri(_vendor, context.Request.Path.Value!.TrimStart('/')))
        {
            Content = new StreamContent(context.Request.Body),
        };
        request.Content.Headers.ContentLength = context.Request.ContentLength;
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TryAddWithoutValidation("UserName", _userName);
        request.Headers.TryAddWithoutValidation("Secret", _secret);
        request.Headers.TryAddWithoutValidation("ApiIntegrationCode", _integrationCode);
        using var response = await invoker.SendAsync(request, context.RequestAborted);
        context.Response.StatusCode = (int)response.StatusCode;
        context.Response.ContentLength = response.Content.Headers.ContentLength;
        context.Response.ContentType = "application/json; charset=utf-8";
        await response.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
