using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Security;

namespace FunctionsConnector.Http;

/// <summary>Lets nobody past without a valid key, save to public routes. What exists is no business of strangers either.</summary>
internal sealed class KeyCheck(RequestDelegate next, ApiKeys keys, CallerLimits limits, Timing timing, TimeProvider time, ILogger<KeyCheck> logger)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<PublicRoute>() is not null)
        {
            return next(context);
        }

        return CheckAsync(context, keys.RecognizeAsync(context.Request.Headers["x-api-key"], context.RequestAborted));
    }

    // A key that is known by now is let in without a wait, nor anything that waits for it.
    private Task CheckAsync(HttpContext context, ValueTask<Result<Caller>> recognizing) => recognizing.IsCompletedSuccessfully
        ? GoOnAsync(context, recognizing.Result)
        : WaitAsync(context, recognizing);

    // A vault is asked at the first need. What that takes is taken off the request's time, of which half is for what comes before a PATCH.
    private async Task WaitAsync(HttpContext context, ValueTask<Result<Caller>> recognizing)
    {
        var start = time.GetTimestamp();
        Result<Caller> recognized;
        try
        {
            recognized = await recognizing.AsTask().WaitAsync(timing.UntilStarted, time, context.RequestAborted);
        }
        catch (TimeoutException)
        {
            // The vault is still asked, so that a later try finds its answer.
            recognized = ApiKeys.Unchecked(retryAfter: null);
        }

        context.Features.Set(new KeyWait(time.GetElapsedTime(start)));
        await GoOnAsync(context, recognized);
    }

    private Task GoOnAsync(HttpContext context, Result<Caller> recognized)
    {
        if (recognized.Succeeded(out var caller, out var failure))
        {
            context.Features.Set(caller);
            failure = limits.Spend(caller);
        }

        if (failure is null)
        {
            return next(context);
        }

        logger.Refused(context, failure);
        return ReplyWriter.WriteAsync(context, failure);
    }
}

/// <summary>Marks a route that needs no key.</summary>
internal class PublicRoute;
