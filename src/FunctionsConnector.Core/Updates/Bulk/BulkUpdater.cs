using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets;

namespace FunctionsConnector.Core.Updates.Bulk;

/// <summary>
/// Applies many updates of one record type: each goes the way of a single one through <see cref="Updater"/>, several at a time, and they
/// share their read-backs where the vendor returns many records in one call.
/// </summary>
/// <param name="updater">Makes each update.</param>
/// <param name="systems">The target systems.</param>
/// <param name="timing">The time limits of the whole bulk, which are those of one request.</param>
/// <param name="time">The clock.</param>
public sealed class BulkUpdater(Updater updater, TargetSystems systems, Timing timing, TimeProvider time)
{
    /// <summary>How many updates are prepared and sent at a time. The system's own limits let fewer through.</summary>
    private const int MostAtATime = 8;

    private static readonly TimeSpan SoonestRetry = TimeSpan.FromSeconds(1);

    /// <summary>Applies the updates.</summary>
    /// <param name="requests">Of one system and record type, no record twice.</param>
    /// <param name="cancellationToken">Ends what has not been sent.</param>
    /// <returns>A result for each, in their order.</returns>
    public async Task<IReadOnlyList<BulkResult>> UpdateAsync(IReadOnlyList<UpdateRequest> requests, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        using var untilStarted = new TimeLimit(timing.UntilStarted, time, cancellationToken);
        var readings = requests.Count > 0 && systems.Find(requests[0].System).Value is IReadsRecordsTogether together
            ? new SharedReadings(together, requests.Count, timing.BetweenReadBacks * 2, time)
            : null;
        using var places = new SemaphoreSlim(MostAtATime);
        var updates = new List<Task<BulkResult>>(requests.Count);
        Failure? stop = null;
        foreach (var request in requests)
        {
            stop ??= await WaitAsync(places, untilStarted.Token);
            var member = new BulkMember(readings, stop is null ? () => places.Release() : () => { });
            updates.Add(stop is null ? MakeAsync(request, member) : NotStartedAsync(member, stop));
        }

        return await Task.WhenAll(updates);

        async Task<BulkResult> MakeAsync(UpdateRequest request, BulkMember member)
        {
            using (member)
            {
                var outcome = await updater.UpdateAsync(
                    request with { Waited = request.Waited + time.GetElapsedTime(start), Member = member }, cancellationToken);
                if (outcome.Failure is not { Wait: { } reason } failure || reason == WaitReason.Credentials)
                {
                    return new BulkResult(outcome);
                }

                if (reason != WaitReason.RecordQueue)
                {
                    // Those that come after it would wait for the same.
                    stop ??= failure;
                }

                return BulkResult.NotStarted(failure);
            }
        }
    }

    private static Task<BulkResult> NotStartedAsync(BulkMember member, Failure why)
    {
        member.Dispose();
        return Task.FromResult(BulkResult.NotStarted(why));
    }

    /// <returns>The failure where the time is over; else null.</returns>
    private static async Task<Failure?> WaitAsync(SemaphoreSlim places, CancellationToken untilStarted)
    {
        try
        {
            await places.WaitAsync(untilStarted);
            return null;
        }
        catch (OperationCanceledException)
        {
            return new Failure(FailureCode.RateLimited, "There was no time left for this record. Nothing was sent; send it again.") { RetryAfter = SoonestRetry };
        }
    }
}
