using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Core.Targets.Autotask;

/// <summary>
/// Lets credentials be tried by one call at a time until they have proved good, and not at all for a minute after they were refused
/// for good: each refused call counts, and a few of them lock the API user.
/// </summary>
internal sealed class CredentialTrials(TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    private static readonly Turn OfProven = new(null);

    private readonly Lock _lock = new();
    private Credentials? _proven;
    private (Credentials Credentials, Failure Failure, DateTimeOffset Until)? _refused;
    private TaskCompletionSource? _trial;

    /// <summary>Waits until a call with these may be made. Dispose of the turn after it.</summary>
    /// <returns>The turn, or the failure to answer with while no call is to be made.</returns>
    public async ValueTask<Result<Turn>> EnterAsync(Credentials credentials, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task other;
            lock (_lock)
            {
                if (_proven == credentials)
                {
                    return OfProven;
                }

                if (Refusal(credentials) is { } refusal)
                {
                    return refusal;
                }

                if (_trial is null)
                {
                    var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                    var isRetrial = _refused?.Credentials == credentials;
                    (_trial, _refused) = (mine, isRetrial ? null : _refused);
                    return new Turn(() => End(mine)) { IsRetrial = isRetrial };
                }

                other = _trial.Task;
            }

            try
            {
                await other.WaitAsync(cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return new Failure(FailureCode.SystemUnavailable, "The system did not answer in time. Nothing was sent; try again later.");
            }
        }
    }

    /// <summary>The failure to answer with while no call with these is to be made; null otherwise.</summary>
    public Failure? Refusal(Credentials credentials)
    {
        lock (_lock)
        {
            return _refused is { } refused && refused.Credentials == credentials && refused.Until - time.GetUtcNow() is var wait && wait > TimeSpan.Zero
                ? refused.Failure with { RetryAfter = refused.Failure.Code.IsRetryable ? wait : null }
                : null;
        }
    }

    /// <summary>Notes that a call with these was answered.</summary>
    public void Prove(Credentials credentials)
    {
        lock (_lock)
        {
            (_proven, _refused) = (credentials, null);
        }
    }

    /// <summary>Notes that a call with these was refused, which may still be mended.</summary>
    public void Doubt(Credentials credentials)
    {
        lock (_lock)
        {
            _proven = _proven == credentials ? null : _proven;
        }
    }

    /// <summary>Notes that these were refused and nothing mends it now.</summary>
    public void Refuse(Credentials credentials, Failure failure)
    {
        lock (_lock)
        {
            _refused = (credentials, failure, time.GetUtcNow() + Pause);
        }
    }

    private void End(TaskCompletionSource mine)
    {
        lock (_lock)
        {
            _trial = _trial == mine ? null : _trial;
        }

        mine.TrySetResult();
    }

    /// <summary>The right to make calls with credentials; while they are unproven, only one holds it.</summary>
    public sealed class Turn(Action? end) : IDisposable
    {
        private Action? _end = end;

        /// <summary>Whether these credentials were refused before, and long enough ago.</summary>
        public bool IsRetrial { get; init; }

        public void Dispose() => Interlocked.Exchange(ref _end, null)?.Invoke();
    }
}
