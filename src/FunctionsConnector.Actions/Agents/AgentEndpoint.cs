using System.Buffers;
using System.Collections.ObjectModel;
using FunctionsConnector.Actions.Operations;
using FunctionsConnector.Core.Secrets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace FunctionsConnector.Actions.Agents;

/// <summary>
/// The endpoint of the Model Context Protocol, as its SDK maps it for ASP.NET Core. Both homes call it after the same checks as for any
/// other request, so it is taken out of the SDK's routes.
/// </summary>
internal sealed class AgentEndpoint(IServiceProvider services, SecretRedactor secrets)
{
    private readonly Lazy<RequestDelegate> _post = new(() => FindPost(services));

    /// <summary>Runs the request and writes its response.</summary>
    /// <param name="context">The HTTP request.</param>
    /// <param name="request">The admitted request, with its body.</param>
    public async Task AnswerAsync(HttpContext context, ActionRequest request)
    {
        // The request of a tool without its arguments, which the SDK reads.
        context.Features.Set(request with { Body = default, ContentType = null, Query = ReadOnlyDictionary<string, string>.Empty });
        context.Request.Body = new MemoryStream(request.Body.ToArray(), writable: false);

        // The body is JSON in UTF-8, whatever charset the caller names; the SDK does not know every name.
        context.Request.ContentType = "application/json";

        // An error of the protocol may quote a part of the request into which the caller has put a secret.
        var original = context.Features.Get<IHttpResponseBodyFeature>()!;
        using var buffer = new MemoryStream();
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(buffer));
        try
        {
            await _post.Value(context);
            await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
        }
        finally
        {
            context.Features.Set(original);
        }

        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.ContentLength = null;
        context.Response.BodyWriter.Write(Redact(buffer.ToArray()));
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    /// <summary>Each line of an event stream that has data is JSON; a response of another type is JSON as a whole.</summary>
    private byte[] Redact(byte[] response)
    {
        var redacted = new ArrayBufferWriter<byte>(Math.Max(response.Length, 1));
        var rest = response.AsMemory();
        while (rest.Length > 0)
        {
            var end = rest.Span.IndexOf((byte)'\n') is >= 0 and var found ? found : rest.Length;
            var line = rest[..end];
            var json = line.Span.IndexOf((byte)'{') is >= 0 and var start ? start : line.Length;
            redacted.Write(line.Span[..json]);
            redacted.Write(secrets.RedactJson(line[json..]).Span);

            // An event ends with an empty line, so line ends stay as they are.
            var next = Math.Min(end + 1, rest.Length);
            redacted.Write(rest.Span[end..next]);
            rest = rest[next..];
        }

        return redacted.WrittenSpan.ToArray();
    }

    private static RequestDelegate FindPost(IServiceProvider services)
    {
        var routes = new Routes(services);
        routes.MapMcp();
        return routes.DataSources.SelectMany(source => source.Endpoints)
            .Single(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains(HttpMethods.Post) is true)
            .RequestDelegate!;
    }

    private sealed class Routes(IServiceProvider services) : IEndpointRouteBuilder
    {
        public IServiceProvider ServiceProvider => services;

        public ICollection<EndpointDataSource> DataSources { get; } = [];

        public IApplicationBuilder CreateApplicationBuilder() => new ApplicationBuilder(services);
    }
}
