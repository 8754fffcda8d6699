using Polly;
using Polly.Retry;

namespace FunctionsConnector.Core.Resilience;

/// <summary>
/// Sends a call again while its vendor says that this is safe: at most three times, with growing and jittered waits, or the wait
/// the vendor asked for if that is short.
/// </summary>
internal sealed class Resending
{
    /// <summary>A longer wait than this is better spent by the caller, who is told how long it is.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private readonly ResiliencePipeline<VendorReply> _pipeline;

    /// <param name="isSafe">Whether a call that had this reply may be sent again.</param>
    /// <param name="timing">The first wait.</param>
    /// <param name="time">The clock.</param>
    /// <param name="random">Numbers in [0, 1) that spread the waits.</param>
    public Resending(Func<VendorReply, bool> isSafe, Timing timing, TimeProvider time, Func<double> random)
    {
        TimeSpan? Wait(VendorReply reply) => (reply as VendorReply.Answer)?.RetryAfter(time.GetUtcNow());

        _pipeline = new ResiliencePipelineBuilder<VendorReply> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<VendorReply>
            {
                ShouldHandle = arguments => ValueTask.FromResult(
                    arguments.Outcome.Result is { } reply && isSafe(reply) && !(Wait(reply) > LongestWait)),
                DelayGenerator = arguments => ValueTask.FromResult(Wait(arguments.Outcome.Result!)),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Randomizer = random,
                Delay = timing.FirstRetry,
                MaxRetryAttempts = 3,
            })
            .Build();
    }

    /// <summary>The last reply: the first that was not to be sent again, or the one at which tries or time ran out.</summary>
    public async Task<VendorReply> SendAsync(Func<CancellationToken, Task<VendorReply>> send, CancellationToken cancellationToken)
    {
        VendorReply? last = null;
        try
        {
            return await _pipeline.ExecuteAsync(
                async token => last = await send(token),
                cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested && last is not null)
        {
            return last;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new VendorReply.Silence(false, "no time was left to send the request");
        }
    }
}
