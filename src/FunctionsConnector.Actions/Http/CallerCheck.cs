using FunctionsConnector.Actions.Security;
using FunctionsConnector.Actions.Security.Entra;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;

namespace FunctionsConnector.Actions.Http;

/// <summary>Authenticates the caller of a request by its key, or by a bearer token where there is no key, and counts the call against the caller's limit.</summary>
internal sealed class CallerCheck(ApiKeys keys, EntraTokens? tokens, CallerLimits limits, Timing timing, TimeProvider time)
{
    public ValueTask<CallerCheckResult> CheckAsync(HttpContext context)
    {
        var key = context.Request.Headers["x-api-key"];

        // A platform may send the header of the key blank where a connection has none.
        if (tokens is not null && string.IsNullOrWhiteSpace(key) && EntraTokens.IsPresent(context))
        {
            return new ValueTask<CallerCheckResult>(WaitAsync(context, tokens.AuthenticateAsync(context, context.RequestAborted).AsTask(), EntraTokens.CannotCheck));
        }

        var authenticating = keys.AuthenticateAsync(key, context.RequestAborted);

        // A cached key needs no wait.
        return authenticating.IsCompletedSuccessfully
            ? ValueTask.FromResult(Count(authenticating.Result, TimeSpan.Zero))
            : new ValueTask<CallerCheckResult>(WaitAsync(context, authenticating.AsTask(), ApiKeys.CannotCheck(retryAfter: null)));
    }

    // The first call reads the key from the vault, or the metadata of the tenant. Half of the request's time is for what comes before a
    // PATCH, this read included.
    private async Task<CallerCheckResult> WaitAsync(HttpContext context, Task<Result<Caller>> authenticating, Failure whenLate)
    {
        var start = time.GetTimestamp();
        Result<Caller> authenticated;
        try
        {
            authenticated = await authenticating.WaitAsync(timing.UntilStarted, time, context.RequestAborted);
        }
        catch (TimeoutException)
        {
            // The read goes on, so that a later call finds its result.
            authenticated = whenLate;
        }

        return Count(authenticated, time.GetElapsedTime(start));
    }

    private CallerCheckResult Count(Result<Caller> authenticated, TimeSpan waited) => authenticated.Succeeded(out var caller, out var failure)
        ? new CallerCheckResult(caller, limits.Spend(caller), waited)
        : new CallerCheckResult(null, failure, waited);
}
