using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;

namespace FunctionsConnector.Core.Targets.References;

/// <summary>
/// Remembers for a few minutes whom a text means, so that updates in a row cost one query. Concurrent questions share one. Only an answer
/// of exactly one active record is remembered: a refusal always rests on a query of its own time.
/// </summary>
internal sealed class ReferenceCache(TimeSpan maxAge, TimeProvider time)
{
    private static readonly Failure NotInTime = new(FailureCode.SystemUnavailable, "The system did not answer in time. Try again later.");

    private readonly Lock _lock = new();
    private readonly RecentValues<ReferenceKey, Task<Result<IReadOnlyList<NamedRecord>>>> _recent = new(maxAge, time);

    /// <param name="key">The question.</param>
    /// <param name="fetch">Asks the vendor. It gets no token, because others may wait for the answer.</param>
    /// <param name="cancellationToken">Stops the wait, not the query.</param>
    public async Task<Result<IReadOnlyList<NamedRecord>>> GetAsync(
        ReferenceKey key, Func<Task<Result<IReadOnlyList<NamedRecord>>>> fetch, CancellationToken cancellationToken)
    {
        Task<Result<IReadOnlyList<NamedRecord>>>? pending;
        lock (_lock)
        {
            if (!_recent.TryGet(key, out pending))
            {
                _recent.Set(key, pending = FetchAsync(key, fetch));
            }
        }

        try
        {
            return await pending.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return NotInTime;
        }
    }

    private async Task<Result<IReadOnlyList<NamedRecord>>> FetchAsync(ReferenceKey key, Func<Task<Result<IReadOnlyList<NamedRecord>>>> fetch)
    {
        // Continues outside the lock of GetAsync.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var isCertain = false;
        try
        {
            var found = await fetch();
            isCertain = found.Value is [{ IsActive: true }];
            return found;
        }
        finally
        {
            if (!isCertain)
            {
                lock (_lock)
                {
                    _recent.Remove(key);
                }
            }
        }
    }
}
