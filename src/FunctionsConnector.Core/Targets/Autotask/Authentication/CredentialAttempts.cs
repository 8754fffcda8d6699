using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;

namespace FunctionsConnector.Core.Targets.Autotask.Authentication;

/// <summary>
/// Limits attempts with credentials: one call at a time until they are known to be valid, and none for a minute after a final refusal.
/// The vendor counts refused calls and locks the API user after a few.
/// </summary>
internal sealed class CredentialAttempts(TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    private static readonly Permit ForValid = new(null);

    private readonly Lock _lock = new();
    private Credentials? _valid;
    private (Credentials Credentials, Failure Failure, TimeSpan Until)? _refused;
    private TaskCompletionSource? _attempt;

    /// <summary>Waits until a call with these credentials may be made. Dispose of the permit after the call.</summary>
    /// <returns>The permit, or the failure while no call is allowed.</returns>
    public async ValueTask<Result<Permit>> EnterAsync(Credentials credentials, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task other;
            lock (_lock)
            {
                if (_valid == credentials)
                {
                    return ForValid;
                }

                if (Refusal(credentials) is { } refusal)
                {
                    return refusal;
                }

                if (_attempt is null)
                {
                    var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                    var isRetry = _refused?.Credentials == credentials;
                    (_attempt, _refused) = (mine, isRetry ? null : _refused);
                    return new Permit(() => End(mine)) { IsRetry = isRetry };
                }

                other = _attempt.Task;
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

    /// <summary>The failure while no call with these credentials is allowed; else null.</summary>
    public Failure? Refusal(Credentials credentials)
    {
        lock (_lock)
        {
            return _refused is { } refused && refused.Credentials == credentials && refused.Until - time.Monotonic() is var wait && wait > TimeSpan.Zero
                ? refused.Failure with { RetryAfter = refused.Failure.Code.IsRetryable ? wait : null }
                : null;
        }
    }

    /// <summary>Marks the credentials as valid after a successful call.</summary>
    public void MarkValid(Credentials credentials)
    {
        lock (_lock)
        {
            (_valid, _refused) = (credentials, null);
        }
    }

    /// <summary>Ends their validity after a refused call. A renewal may still help.</summary>
    public void MarkUnconfirmed(Credentials credentials)
    {
        lock (_lock)
        {
            _valid = _valid == credentials ? null : _valid;
        }
    }

    /// <summary>Suspends the credentials for a minute after a refusal that a proof confirmed.</summary>
    public void Suspend(Credentials credentials, Failure failure)
    {
        lock (_lock)
        {
            _refused = (credentials, failure, time.Monotonic() + Pause);
        }
    }

    private void End(TaskCompletionSource mine)
    {
        lock (_lock)
        {
            _attempt = _attempt == mine ? null : _attempt;
        }

        mine.TrySetResult();
    }

    /// <summary>The permission to make a call. Until the credentials are valid, only one call has it.</summary>
    public sealed class Permit(Action? end) : IDisposable
    {
        private Action? _end = end;

        /// <summary>Whether these credentials were suspended before and the pause is over.</summary>
        public bool IsRetry { get; init; }

        public void Dispose() => Interlocked.Exchange(ref _end, null)?.Invoke();
    }
}
