using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Secrets;

namespace FunctionsConnector.Actions.Security;

/// <summary>
/// Has the keys read again when none fits, for it may have been replaced: once however many ask, and not again for a while, so that no
/// stranger can make us call the vault with every guess.
/// </summary>
internal sealed class KeyRefresh(ISecretSource secrets, IReadOnlyList<string> names, TimeProvider time)
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private int _done;
    private DateTimeOffset _notBefore;
    private Task? _running;
    private Failure? _unavailable;

    /// <summary>How often the keys were read again.</summary>
    public int Done
    {
        get
        {
            lock (_lock)
            {
                return _done;
            }
        }
    }

    /// <summary>Why one of the keys could not be read when they were last read again, though it may be there; null where all could.</summary>
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

    /// <returns>Whether the keys were read again after <see cref="Done"/> was <paramref name="seen"/>, so that another look is worth it.</returns>
    public async ValueTask<bool> RunAsync(int seen, CancellationToken cancellationToken)
    {
        Task running;
        lock (_lock)
        {
            if (_done != seen)
            {
                return true;
            }

            if (_running is null && time.GetUtcNow() < _notBefore)
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
        // Leaves the lock before anything is asked. The token is nobody's own: others wait for the same.
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
                _notBefore = time.GetUtcNow() + Interval;
                _done++;
            }
        }
    }
}
