using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Secrets;

namespace FunctionsConnector.Actions.Security;

/// <summary>
/// Reads the keys again when none matches, because one may have been replaced. Concurrent calls share one read, and a pause follows it, so
/// that guesses of an unauthenticated caller do not each cause a call of the vault.
/// </summary>
internal sealed class KeyRefresh(ISecretSource secrets, IReadOnlyList<string> names, TimeProvider time)
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private int _count;
    private TimeSpan _notBefore;
    private Task? _running;
    private Failure? _unavailable;

    /// <summary>How often the keys were read again.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _count;
            }
        }
    }

    /// <summary>The retryable failure of the last read; null where all keys could be read.</summary>
    public Failure? Unavailable
    {
        get
        {
            lock (_lock)
            {
                return _unavailable;
            }
        }
    }

    /// <returns>Whether the keys were read again since <see cref="Count"/> was <paramref name="seen"/>, so that a second comparison is useful.</returns>
    public async ValueTask<bool> RunAsync(int seen, CancellationToken cancellationToken)
    {
        Task running;
        lock (_lock)
        {
            if (_count != seen)
            {
                return true;
            }

            if (_running is null && time.Monotonic() < _notBefore)
            {
                return false;
            }

            running = _running ??= ReadAgainAsync();
        }

        await running.WaitAsync(cancellationToken);
        return true;
    }

    private async Task ReadAgainAsync()
    {
        // Yields, so that the caller releases the lock before the read starts. No caller's token cancels it, because callers share it.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        Failure? unavailable = null;
        try
        {
            var read = await Task.WhenAll(names.Select(name => secrets.RefreshAsync(name, CancellationToken.None).AsTask()));
            unavailable = read.Select(secret => secret.Failure).FirstOrDefault(failure => failure?.Code.IsRetryable is true);
        }
        finally
        {
            lock (_lock)
            {
                _running = null;
                _unavailable = unavailable;
                _notBefore = time.Monotonic() + Interval;
                _count++;
            }
        }
    }
}
