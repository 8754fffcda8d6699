using FunctionsConnector.Core.Failures;
using FunctionsConnector.Actions.Logs;

namespace FunctionsConnector.Actions.Secrets.KeyVault;

/// <summary>
/// Knows since when the vault cannot be asked and when to ask it again, for all secrets together: after 5 s, then twice as long each
/// time, at most a minute, and never before the vault's own <c>Retry-After</c>, unless that is more than an hour. Begin and end are logged once each.
/// </summary>
internal sealed class VaultOutage(TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    /// <summary>A proxy before the vault may ask for any time; who asks for more is asked again then, as a vendor is.</summary>
    private static readonly TimeSpan LongestWanted = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private DateTimeOffset? _since;
    private DateTimeOffset _notBefore;
    private TimeSpan _nextWait = FirstWait;
    private string _reason = string.Empty;

    /// <summary>Since when; null while the vault answers.</summary>
    public DateTimeOffset? Since
    {
        get
        {
            lock (_lock)
            {
                return _since;
            }
        }
    }

    /// <summary>What to answer with instead of asking; null where the vault may be asked.</summary>
    public Failure? TooSoon()
    {
        lock (_lock)
        {
            var wait = _notBefore - time.GetUtcNow();
            return _since is not null && wait > TimeSpan.Zero
                ? new Failure(FailureCode.SystemUnavailable, $"The connector's secrets cannot be read just now: the vault cannot be asked, {_reason}. Try again later.")
                {
                    RetryAfter = wait,
                }
                : null;
        }
    }

    public void Begin(VaultAnswer.Unavailable answer)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            _reason = answer.Reason;
            if (_since is null)
            {
                _since = now;
                logger.VaultLost(answer.Reason);
            }

            // Reads that were under way together fail together; that is one failure.
            if (now >= _notBefore)
            {
                _notBefore = now + _nextWait;
                _nextWait = _nextWait * 2 < LongestWait ? _nextWait * 2 : LongestWait;
            }

            if (answer.RetryAfter is { } wanted && now + wanted > _notBefore)
            {
                _notBefore = now + (wanted < LongestWanted ? wanted : LongestWanted);
            }
        }
    }

    public void End()
    {
        lock (_lock)
        {
            if (_since is { } since)
            {
                var seconds = (long)(time.GetUtcNow() - since).TotalSeconds;
                logger.VaultFound(seconds);
            }

            (_since, _notBefore, _nextWait) = (null, default, FirstWait);
        }
    }
}
