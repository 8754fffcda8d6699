using FunctionsConnector.Actions.Security;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;

namespace FunctionsConnector.Actions.Http;

/// <summary>Recognizes the caller of a request by its key and counts the call against the caller's limit.</summary>
internal sealed class CallerCheck(ApiKeys keys, CallerLimits limits, Timing timing, TimeProvider time)
{
    public ValueTask<AdmittedCaller> CheckAsync(HttpContext context)
    {
        var recognizing = keys.RecognizeAsync(context.Request.Headers["x-api-key"], context.RequestAborted);

        // A key that is known by now is admitted without a wait.
        return recognizing.IsCompletedSuccessfully
            ? ValueTask.FromResult(Count(recognizing.Result, TimeSpan.Zero))
            : new ValueTask<AdmittedCaller>(WaitAsync(context, recognizing.AsTask()));
    }

    // A vault is asked at the first need. What that takes is taken off the request's time, of which half is for what comes before a PATCH.
    private async Task<AdmittedCaller> WaitAsync(HttpContext context, Task<Result<Caller>> recognizing)
    {
        var start = time.GetTimestamp();
        Result<Caller> recognized;
        try
        {
            recognized = await recognizing.WaitAsync(timing.UntilStarted, time, context.RequestAborted);
        }
        catch (TimeoutException)
        {
            // The vault is still asked, so that a later try finds its answer.
            recognized = ApiKeys.Unchecked(retryAfter: null);
        }

        return Count(recognized, time.GetElapsedTime(start));
    }

    private AdmittedCaller Count(Result<Caller> recognized, TimeSpan waited) => recognized.Succeeded(out var caller, out var failure)
        ? new AdmittedCaller(caller, limits.Spend(caller), waited)
        : new AdmittedCaller(null, failure, waited);
}
