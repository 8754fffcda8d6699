using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace FunctionsConnector.Server.Page;

/// <summary>Serves the page to browsers. Where it is off, and for every other client, the request goes on to the route that it would have without a page.</summary>
/// <param name="pageSwitch">Whether the page is served.</param>
internal sealed class PageEndpoints(PageSwitch pageSwitch)
{
    /// <summary>The template of the page's files.</summary>
    public const string Files = "/page/{file}";

    private const string FileParameter = "file";

    /// <summary>Vendors' texts are on the page. Should one ever become markup, no script of it runs, and nothing leaves for another host.</summary>
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary><c>GET /</c>: the page for a browser.</summary>
    public RequestDelegate IndexOr(RequestDelegate status) => context =>
    {
        if (!PrefersHtml(context.Request) || !pageSwitch.IsOn)
        {
            return status(context);
        }

        context.Response.Headers.Vary = HeaderNames.Accept;
        return WriteAsync(context, PageFiles.Find(PageFiles.Index)!);
    };

    /// <summary>A file of the page.</summary>
    public RequestDelegate FileOr(RequestDelegate rest) => context =>
        pageSwitch.IsOn && PageFiles.Find((string)context.Request.RouteValues[FileParameter]!) is { } file ? WriteAsync(context, file) : rest(context);

    /// <summary>Whether the client names HTML, and prefers JSON less. <c>*/*</c> names nothing: it is what scripts and probes send.</summary>
    private static bool PrefersHtml(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().Accept;
        double QualityOf(string type) => accepted.Where(value => value.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase)).Select(value => value.Quality ?? 1).DefaultIfEmpty(0).Max();
        return QualityOf("text/html") is > 0 and var html && html >= QualityOf("application/json");
    }

    private static async Task WriteAsync(HttpContext context, PageFile file)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = headers["Cross-Origin-Resource-Policy"] = "same-origin";

        // A browser asks each time, so that it never mixes files of two versions.
        headers.CacheControl = "no-cache";
        headers.ETag = file.Tag.ToString();
        if (context.Request.GetTypedHeaders().IfNoneMatch.Any(tag => tag.Compare(file.Tag, useStrongComparison: false)))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        headers.ContentType = new StringValues(file.ContentType);
        headers.ContentLength = file.Bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(file.Bytes, context.RequestAborted);
        }
    }
}
