using Polly;
using Polly.Retry;

namespace FunctionsConnector.Core.Resilience;

/// <summary>
/// Retries a call while that is safe: at most three times, with exponential, jittered backoff, or after the wait that the vendor asks
/// for if it is short.
/// </summary>
internal sealed class RetryPolicy
{
    /// <summary>A longer wait is reported to the caller instead.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    /// <summary>The reply where the time was up before anything was sent.</summary>
    public static readonly VendorReply NotSent = new VendorReply.NoResponse(false, "no time was left to send the request");

    private readonly Func<VendorReply, bool> _isSafe;
    private readonly Timing _timing;
    private readonly TimeProvider _time;
    private readonly Func<double> _random;

    // Most calls need no retry, so the pipeline is built, and Polly loaded, when the first one does.
    private ResiliencePipeline<VendorReply>? _pipeline;

    /// <param name="isSafe">Whether a call with this reply may be retried.</param>
    /// <param name="timing">The first wait.</param>
    /// <param name="time">The clock.</param>
    /// <param name="random">Numbers in [0, 1) for the jitter.</param>
    public RetryPolicy(Func<VendorReply, bool> isSafe, Timing timing, TimeProvider time, Func<double> random) =>
        (_isSafe, _timing, _time, _random) = (isSafe, timing, time, random);

    /// <summary>Sends a call, with retries.</summary>
    /// <returns>The first reply that is not retried, or the last one before attempts or time ran out.</returns>
    public async Task<VendorReply> SendAsync(Func<CancellationToken, Task<VendorReply>> send, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return NotSent;
        }

        VendorReply first;
        try
        {
            first = await send(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return NotSent;
        }

        return ShouldRetry(first) ? await RetryAsync(first, send, cancellationToken) : first;
    }

    /// <summary>Whether a call with this reply is retried. A call that got no slot is not: it has waited already, or its failure says how long to wait.</summary>
    public bool ShouldRetry(VendorReply reply) =>
        reply is not VendorReply.NoResponse { Limited: not null } && _isSafe(reply) && !(Wait(reply) > LongestWait);

    /// <summary>Retries a call whose first reply <see cref="ShouldRetry"/> accepts.</summary>
    /// <returns>As <see cref="SendAsync"/>.</returns>
    public async Task<VendorReply> RetryAsync(VendorReply first, Func<CancellationToken, Task<VendorReply>> send, CancellationToken cancellationToken)
    {
        var last = first;
        var attempts = 1;
        try
        {
            // The pipeline's first attempt returns the reply that is there already.
            return await (_pipeline ??= Build()).ExecuteAsync(
                async token => attempts++ == 1 ? first : last = await send(token),
                cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return last;
        }
    }

    private TimeSpan? Wait(VendorReply reply) => (reply as VendorReply.Response)?.RetryAfter(_time.GetUtcNow());

    private ResiliencePipeline<VendorReply> Build() =>
        new ResiliencePipelineBuilder<VendorReply> { TimeProvider = _time }
            .AddRetry(new RetryStrategyOptions<VendorReply>
            {
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Result is { } reply && ShouldRetry(reply)),
                DelayGenerator = arguments => ValueTask.FromResult(Wait(arguments.Outcome.Result!)),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Randomizer = _random,
                Delay = _timing.FirstRetry,
                MaxRetryAttempts = 3,
            })
            .Build();
}
