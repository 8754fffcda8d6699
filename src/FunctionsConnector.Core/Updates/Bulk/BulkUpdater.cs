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
    /// <param name="systemName">The target system's configured name.</param>
    /// <param name="recordType">The record type's id or label.</param>
    /// <param name="requests">Of this system and record type, no record twice.</param>
    /// <param name="cancellationToken">Ends what has not been sent.</param>
    /// <returns>
    /// A result for each, in their order; the failure where none can be made, because there is no such system or record type, or the system
    /// cannot be asked for its fields.
    /// </returns>
    public async Task<Result<IReadOnlyList<BulkResult>>> UpdateAsync(
        string systemName, string recordType, IReadOnlyList<UpdateRequest> requests, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        using var untilStarted = new TimeLimit(timing.UntilStarted, time, cancellationToken);
        if (!systems.Find(systemName).Succeeded(out var system, out var failure)
            || !(await system.GetCatalogAsync(recordType, untilStarted.Token)).Succeeded(out _, out failure))
        {
            return failure;
        }

        var readings = system is IReadsRecordsTogether together
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
                if (outcome.Failure is not { Wait: { } reason } waiting || reason == WaitReason.Credentials)
                {
                    return new BulkResult(outcome);
                }

                if (reason != WaitReason.RecordQueue)
                {
                    // Those that come after it would wait for the same.
                    stop ??= waiting;
                }

                return BulkResult.NotStarted(waiting);
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
