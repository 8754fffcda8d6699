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

    /// <summary>Stands for a reply where the time was up before anything was sent.</summary>
    public static readonly VendorReply NotSent = new VendorReply.Silence(false, "no time was left to send the request");

    private readonly Func<VendorReply, bool> _isSafe;
    private readonly Timing _timing;
    private readonly TimeProvider _time;
    private readonly Func<double> _random;

    // Most calls are settled by their first answer, so it is only made, and its library only loaded, when one is not.
    private ResiliencePipeline<VendorReply>? _pipeline;

    /// <param name="isSafe">Whether a call that had this reply may be sent again.</param>
    /// <param name="timing">The first wait.</param>
    /// <param name="time">The clock.</param>
    /// <param name="random">Numbers in [0, 1) that spread the waits.</param>
    public Resending(Func<VendorReply, bool> isSafe, Timing timing, TimeProvider time, Func<double> random) =>
        (_isSafe, _timing, _time, _random) = (isSafe, timing, time, random);

    /// <summary>The last reply: the first that was not to be sent again, or the one at which tries or time ran out.</summary>
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

        return Wants(first) ? await SendAgainAsync(first, send, cancellationToken) : first;
    }

    /// <summary>Whether a call that had this reply is to be sent again. One for which there was no place has waited, or will be told how long to.</summary>
    public bool Wants(VendorReply reply) =>
        reply is not VendorReply.Silence { Limited: not null } && _isSafe(reply) && !(Wait(reply) > LongestWait);

    /// <summary>Sends a call again whose first reply it <see cref="Wants"/> another for.</summary>
    /// <returns>As <see cref="SendAsync"/>.</returns>
    public async Task<VendorReply> SendAgainAsync(VendorReply first, Func<CancellationToken, Task<VendorReply>> send, CancellationToken cancellationToken)
    {
        var last = first;
        var tries = 1;
        try
        {
            // What the pipeline takes for the first try was made already.
            return await (_pipeline ??= Build()).ExecuteAsync(
                async token => tries++ == 1 ? first : last = await send(token),
                cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return last;
        }
    }

    private TimeSpan? Wait(VendorReply reply) => (reply as VendorReply.Answer)?.RetryAfter(_time.GetUtcNow());

    private ResiliencePipeline<VendorReply> Build() =>
        new ResiliencePipelineBuilder<VendorReply> { TimeProvider = _time }
            .AddRetry(new RetryStrategyOptions<VendorReply>
            {
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Result is { } reply && Wants(reply)),
                DelayGenerator = arguments => ValueTask.FromResult(Wait(arguments.Outcome.Result!)),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Randomizer = _random,
                Delay = _timing.FirstRetry,
                MaxRetryAttempts = 3,
            })
            .Build();
}
