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

    /// <summary>The part of the time for starting in which updates start. The rest is for those that wait for a slot of the limits.</summary>
    private const double StartingShare = 0.9;

    /// <summary>How long a read-back waits for those of other records, in <see cref="Timing.BetweenReadBacks"/>.</summary>
    private const int LongestWait = 4;

    private static readonly Failure NoTime = new(FailureCode.RateLimited, "There was no time left for this record. Nothing was sent; send it again.")
    {
        RetryAfter = TimeSpan.FromSeconds(1),
    };

    /// <summary>Applies the updates.</summary>
    /// <param name="systemName">The target system's configured name.</param>
    /// <param name="recordType">The record type's id or label.</param>
    /// <param name="requests">Of this system and record type, no record twice.</param>
    /// <param name="waited">How long the caller has already waited. The time limits are shorter by this much.</param>
    /// <param name="cancellationToken">Ends what has not been sent.</param>
    /// <returns>
    /// A result for each, in their order; the failure where none can be made, because there is no such system or record type, or the system
    /// cannot be asked for its fields.
    /// </returns>
    public async Task<Result<IReadOnlyList<BulkResult>>> UpdateAsync(
        string systemName, string recordType, IReadOnlyList<UpdateRequest> requests, TimeSpan waited, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        using var starting = new TimeLimit((timing.UntilStarted * StartingShare) - waited, time, cancellationToken);
        if (!systems.Find(systemName).Succeeded(out var system, out var failure)
            || !(await system.GetCatalogAsync(recordType, starting.Token)).Succeeded(out _, out failure))
        {
            return failure;
        }

        var readings = system is IReadsRecordsTogether together
            ? new SharedReadings(together, requests.Count, timing.BetweenReadBacks * LongestWait, time)
            : null;
        using var places = new SemaphoreSlim(MostAtATime);
        var updates = new List<Task<BulkResult>>(requests.Count);
        Failure? stop = null;
        foreach (var request in requests)
        {
            // Another update may stop the bulk during the wait.
            if (Volatile.Read(ref stop) is null && !await TryWaitAsync(places, starting.Token))
            {
                Interlocked.CompareExchange(ref stop, NoTime, null);
            }

            updates.Add(Volatile.Read(ref stop) is { } why ? NotStartedAsync(readings, why) : MakeAsync(request));
        }

        return await Task.WhenAll(updates);

        async Task<BulkResult> MakeAsync(UpdateRequest request)
        {
            using var member = new BulkMember(readings, () => places.Release());
            var outcome = await updater.UpdateAsync(request with { Waited = waited + time.GetElapsedTime(start), Member = member }, cancellationToken);
            if (outcome.Failure is not { } failed || !IsLimit(failed))
            {
                return new BulkResult(outcome);
            }

            if (failed.Wait != WaitReason.RecordQueue)
            {
                // Those that come after it would wait for the same.
                Interlocked.CompareExchange(ref stop, failed, null);
            }

            return BulkResult.NotStarted(failed);
        }
    }

    /// <summary>Whether nothing was made for a reason that concerns other records, too, or ends by itself.</summary>
    private static bool IsLimit(Failure failure) =>
        failure.Code == FailureCode.RateLimited || (failure.Wait is { } reason && reason != WaitReason.Credentials);

    private static Task<BulkResult> NotStartedAsync(SharedReadings? readings, Failure why)
    {
        readings?.Leave();
        return Task.FromResult(BulkResult.NotStarted(why));
    }

    /// <returns>False where the time for starting is over.</returns>
    private static async Task<bool> TryWaitAsync(SemaphoreSlim places, CancellationToken starting)
    {
        try
        {
            await places.WaitAsync(starting);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
