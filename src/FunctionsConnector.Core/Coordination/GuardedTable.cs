using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;

namespace FunctionsConnector.Core.Coordination;

/// <summary>
/// The shared table with a time limit for each call. After a call that failed, calls fail at once for a while, and one call at a time finds
/// out whether the table answers again: so its outage delays few requests, and each of them once.
/// </summary>
/// <param name="table">The table.</param>
/// <param name="time">The instance's clock.</param>
/// <param name="report">Is told when an outage begins, with its failure, and with null when it ends.</param>
public sealed class GuardedTable(ISharedTable table, TimeProvider time, Action<Failure?> report) : ISharedTable
{
    /// <summary>How long a call waits for its response.</summary>
    public static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private static readonly Failure NoTime = new(FailureCode.SystemUnavailable, "No time was left to wait for the tables.");

    private readonly Lock _lock = new();
    private Failure? _outage;
    private TimeSpan _nextProbe;
    private TimeSpan _downSince;

    /// <inheritdoc/>
    public SharedClock Clock => table.Clock;

    /// <summary>Whether the last call failed.</summary>
    public bool IsDown => Volatile.Read(ref _outage) is not null;

    /// <summary>For how long calls have failed; zero where the last one did not.</summary>
    public TimeSpan DownFor
    {
        get
        {
            lock (_lock)
            {
                return _outage is null ? TimeSpan.Zero : time.Monotonic() - _downSince;
            }
        }
    }

    /// <inheritdoc/>
    public Task<Result<SharedRow?>> ReadAsync(RowKey key, CancellationToken cancellationToken) =>
        CallAsync(limit => table.ReadAsync(key, limit), cancellationToken);

    /// <inheritdoc/>
    public Task<Result<SharedRow?>> WriteAsync(RowKey key, SharedRow row, CancellationToken cancellationToken) =>
        CallAsync(limit => table.WriteAsync(key, row, limit), cancellationToken);

    /// <inheritdoc/>
    public Task<Result<bool>> DeleteAsync(RowKey key, string version, CancellationToken cancellationToken) =>
        CallAsync(limit => table.DeleteAsync(key, version, limit), cancellationToken);

    private async Task<Result<T>> CallAsync<T>(Func<CancellationToken, Task<Result<T>>> call, CancellationToken cancellationToken)
    {
        if (KnownOutage() is { } known)
        {
            return known;
        }

        using var limit = new TimeLimit(LongestCall, time, cancellationToken);
        Result<T> result;
        try
        {
            result = await call(limit.Token);
        }
        catch (OperationCanceledException) when (limit.Token.IsCancellationRequested)
        {
            result = new Failure(FailureCode.SystemUnavailable, $"The tables did not answer within {LongestCall.TotalSeconds:0} s.");
        }

        if (result.Failure is not null && cancellationToken.IsCancellationRequested)
        {
            // A caller that has no time says nothing about the tables. The next call may find out.
            lock (_lock)
            {
                _nextProbe = TimeSpan.Zero;
            }

            return NoTime;
        }

        Note(result.Failure);
        return result;
    }

    private Failure? KnownOutage()
    {
        lock (_lock)
        {
            if (_outage is null)
            {
                return null;
            }

            if (time.Monotonic() < _nextProbe)
            {
                return _outage;
            }

            // The next probe is not before this one has ended.
            _nextProbe = time.Monotonic() + LongestCall + Pause;
            return null;
        }
    }

    private void Note(Failure? failure)
    {
        bool hasChanged;
        lock (_lock)
        {
            hasChanged = (failure is null) != (_outage is null);
            _downSince = _outage is null ? time.Monotonic() : _downSince;
            _outage = failure;
            _nextProbe = time.Monotonic() + Pause;
        }

        if (hasChanged)
        {
            report(failure);
        }
    }
}
