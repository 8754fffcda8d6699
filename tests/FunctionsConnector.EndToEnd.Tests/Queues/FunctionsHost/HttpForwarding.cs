using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace FunctionsConnector.EndToEnd.Tests.Queues.FunctionsHost;

/// <summary>
/// Hands HTTP calls on as <c>enableForwardingHttpRequest</c> does, the older and lossier of the host's two ways: the call is built
/// anew from the URL as it would be displayed, repeated parameters are joined, only two content headers survive.
/// </summary>
internal sealed class HttpForwarding(Handler handler)
{
    public void Map(WebApplication app, Function function, string routePrefix)
    {
        function.IsForwarded.ShouldBeTrue($"{function.Name} must be one trigger and one answer, or its calls are not forwarded");
        var route = string.Join('/', new[] { routePrefix, Function.Text(function.Trigger, "route") }.Where(part => part.Length > 0));
        var methods = function.Trigger["methods"]!.AsArray().Select(method => method!.GetValue<string>().ToUpperInvariant());
        app.MapMethods($"/{route}", methods, (RequestDelegate)ForwardAsync);
    }

    private async Task ForwardAsync(HttpContext context)
    {
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), UrlOf(context.Request));
        foreach (var (name, values) in context.Request.Headers.Where(header => !header.Key.StartsWith("Content-", StringComparison.OrdinalIgnoreCase)))
        {
            request.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
        }

        request.Headers.TryAddWithoutValidation("X-Azure-Functions-HostVersion", "4.1037.0.0");
        request.Headers.TryAddWithoutValidation("X-Azure-Functions-InvocationId", Guid.NewGuid().ToString());
        request.Headers.UserAgent.ParseAdd("Azure-Functions-Host/4.1037.0.0");
        if (context.Request.ContentLength > 0)
        {
            request.Content = new StreamContent(context.Request.Body);
            request.Content.Headers.ContentLength = context.Request.ContentLength;
            request.Content.Headers.ContentType = MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) ? type : null;
        }

        using var response = await handler.Client.SendAsync(request, context.RequestAborted);
        context.Response.StatusCode = (int)response.StatusCode;
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers).Where(header => header.Key != "Transfer-Encoding"))
        {
            context.Response.Headers[name] = values.ToArray();
        }

        await context.Response.Body.WriteAsync(await response.Content.ReadAsByteArrayAsync(context.RequestAborted), context.RequestAborted);
    }

    private Uri UrlOf(HttpRequest request)
    {
        var path = new Uri(request.GetDisplayUrl()).AbsolutePath;
        var query = request.Query.Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value.ToString())}").ToList();
        return new Uri(handler.Url, query.Count == 0 ? path : $"{path}?{string.Join('&', query)}");
    }
}
