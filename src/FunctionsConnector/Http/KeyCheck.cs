using FunctionsConnector.Logs;
using FunctionsConnector.Queue.Functions;
using FunctionsConnector.Security;

namespace FunctionsConnector.Http;

/// <summary>Lets nobody past without a valid key, save to public routes. What exists is no business of strangers either.</summary>
internal sealed class KeyCheck(RequestDelegate next, ApiKeys keys, CallerLimits limits, ILogger<KeyCheck> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata is { } metadata
            && (metadata.GetMetadata<PublicRoute>() is not null || metadata.GetMetadata<HostRoute>() is not null))
        {
            await next(context);
            return;
        }

        var recognized = await keys.RecognizeAsync(context.Request.Headers["x-api-key"], context.RequestAborted);
        if (recognized.Succeeded(out var caller, out var failure) && (failure = limits.Spend(caller)) is null)
        {
            context.Features.Set(caller);
            await next(context);
            return;
        }

        logger.Refused(context.Request.Method, failure.Code.Name, context.TraceIdentifier);
        await ReplyWriter.WriteAsync(context, failure);
    }
}

/// <summary>Marks a route that needs no key.</summary>
internal sealed class PublicRoute;
