using FunctionsConnector.Actions.Logs;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;

namespace FunctionsConnector.Actions.Secrets.KeyVault;

/// <summary>
/// The exponential backoff of a vault, shared by all its secrets: 5 s, then twice as long each time, at most a minute, and never before the
/// vault's own <c>Retry-After</c>, of which an hour counts at most. The begin and the end of an outage are logged once each.
/// </summary>
internal sealed class VaultOutage(TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    /// <summary>A proxy in front of the vault may send any <c>Retry-After</c>.</summary>
    private static readonly TimeSpan MaxRetryAfter = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private DateTimeOffset? _since;
    private TimeSpan _begunAt;
    private TimeSpan _notBefore;
    private TimeSpan _nextWait = FirstWait;
    private string _reason = string.Empty;

    /// <summary>The begin of the outage; null while the vault is available.</summary>
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

    /// <summary>The failure to return during the backoff; null where the vault may be called.</summary>
    public Failure? Backoff()
    {
        lock (_lock)
        {
            var wait = _notBefore - time.Monotonic();
            return _since is not null && wait > TimeSpan.Zero
                ? new Failure(FailureCode.SystemUnavailable, $"The connector's secrets cannot be read: the vault is unavailable, {_reason}. Try again later.")
                {
                    RetryAfter = wait,
                    Wait = WaitReason.Vault,
                }
                : null;
        }
    }

    public void Begin(VaultAnswer.Unavailable answer)
    {
        lock (_lock)
        {
            var now = time.Monotonic();
            _reason = answer.Reason;
            if (_since is null)
            {
                (_since, _begunAt) = (time.GetUtcNow(), now);
                logger.VaultUnavailable(answer.Reason);
            }

            // Concurrent reads fail together; they count as one failure.
            if (now >= _notBefore)
            {
                _notBefore = now + _nextWait;
                _nextWait = _nextWait * 2 < LongestWait ? _nextWait * 2 : LongestWait;
            }

            if (answer.RetryAfter is { } wanted && now + wanted > _notBefore)
            {
                _notBefore = now + (wanted < MaxRetryAfter ? wanted : MaxRetryAfter);
            }
        }
    }

    public void End()
    {
        lock (_lock)
        {
            if (_since is not null)
            {
                var seconds = (long)(time.Monotonic() - _begunAt).TotalSeconds;
                logger.VaultRecovered(seconds);
            }

            (_since, _notBefore, _nextWait) = (null, default, FirstWait);
        }
    }
}
