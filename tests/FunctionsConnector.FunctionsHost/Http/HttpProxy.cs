using System.Net;
using FunctionsConnector.FunctionsHost.Protocol;
using FunctionsConnector.FunctionsHost.Workers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Forwarder;

namespace FunctionsConnector.FunctionsHost.Http;

/// <summary>The host's HTTP server. It routes a call to its function and forwards it to the worker with the invocation id.</summary>
internal sealed class HttpProxy(FunctionsHostOptions options, WorkerSupervisor supervisor, Invocations invocations) : IDisposable
{
    private static readonly ForwarderRequestConfig Forwarding = new() { ActivityTimeout = TimeSpan.FromSeconds(240) };

    private readonly HttpMessageInvoker _invoker = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ActivityHeadersPropagator = null,
    });

    public async Task<WebApplication> StartAsync(IEnumerable<AppFunction> functions, string routePrefix, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.MaxRequestBodySize;
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        builder.Services.AddHttpForwarder();
        var app = builder.Build();
        var forwarder = app.Services.GetRequiredService<IHttpForwarder>();
        foreach (var function in functions.Where(function => function.IsHttp))
        {
            RequestDelegate invoke = context => InvokeAsync(context, function, forwarder);
            var route = $"/{routePrefix}/{function.Route}".Replace("//", "/", StringComparison.Ordinal);
            _ = function.Methods.Count == 0 ? app.Map(route, invoke) : app.MapMethods(route, function.Methods, invoke);
        }

        // The last route, for every path and method without a function.
        app.Map("/{**path}", () => Results.NotFound()).WithOrder(int.MaxValue);
        await app.StartAsync(cancellationToken);
        return app;
    }

    public void Dispose() => _invoker.Dispose();

    private async Task InvokeAsync(HttpContext context, AppFunction function, IHttpForwarder forwarder)
    {
        if (supervisor.Ready is not { } worker)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.ContentType = "text/plain";
            await context.Response.WriteAsync("Function host is not running.", context.RequestAborted);
            return;
        }

        if (context.Request.ContentLength > options.MaxRequestBodySize)
        {
            // Without a limit the server reads the rest of the body, and the caller can read the response.
            context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = null;
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            return;
        }

        var id = Guid.NewGuid().ToString();
        var request = context.Request;
        var route = request.RouteValues.Where(pair => pair.Value is string).Select(pair => KeyValuePair.Create(pair.Key, (string)pair.Value!));
        var traceParent = request.Headers.TraceParent.Count == 0 ? null : request.Headers.TraceParent.ToString();

        // The real host does this after routing. A decoded ".." is then a step upwards.
        request.Path = request.Path.Value!.Replace('\\', '/');
        var forwarding = forwarder.SendAsync(context, worker.Url.ToString(), _invoker, Forwarding, new WorkerRequestTransformer(id)).AsTask();
        var succeeded = await invocations.RunAsync(
            worker, function, id, new TypedData { Http = new RpcHttp() }, route, traceParent, context.RequestAborted);
        var error = await forwarding;
        if ((!succeeded || error != ForwarderError.None) && !context.Response.HasStarted)
        {
            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
    }
}
