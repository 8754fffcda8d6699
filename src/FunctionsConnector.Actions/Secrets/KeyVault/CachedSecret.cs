using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Telemetry;
using FunctionsConnector.Actions.Logs;

namespace FunctionsConnector.Actions.Secrets.KeyVault;

/// <summary>
/// One secret: read once however many ask, kept for a while, and used past its time while the vault cannot be asked. Nothing is done
/// but when somebody asks, so that a process without work has no work.
/// </summary>
/// <param name="name">The secret's name.</param>
/// <param name="refreshAfter">How long it is used before the vault is asked again, at most; instances spread themselves below it.</param>
/// <param name="parts">What all secrets share.</param>
internal sealed class CachedSecret(string name, TimeSpan refreshAfter, CachedSecret.Parts parts)
{
    /// <summary>How long a secret is used while the vault cannot be asked, counted from when it was last read.</summary>
    public static readonly TimeSpan LongestUse = TimeSpan.FromHours(24);

    /// <summary>A secret that is not there is not asked for on every request.</summary>
    private static readonly TimeSpan AfterRefusal = TimeSpan.FromSeconds(30);

    /// <summary>Whoever knows something already waits no longer for something newer.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan LongestRead = TimeSpan.FromSeconds(20);

    private static readonly CacheName Cache = new(System: null, "secret");

    private readonly Lock _lock = new();
    private string? _value;
    private DateTimeOffset _readAt;
    private DateTimeOffset _refreshAt;
    private Failure? _refusal;
    private Task<Result<string>>? _read;

    /// <summary>Whether it is used although the vault would not give it to us any more.</summary>
    public bool IsDenied
    {
        get
        {
            lock (_lock)
            {
                return _value is not null && _refusal is not null;
            }
        }
    }

    public async ValueTask<Result<string>> GetAsync(CancellationToken cancellationToken)
    {
        Task<Result<string>> read;
        lock (_lock)
        {
            if (parts.Time.GetUtcNow() < _refreshAt)
            {
                ConnectorMetrics.RecordCacheRequest(Cache, CacheResult.Hit);
                return Instead(_refusal);
            }

            if (parts.Outage.TooSoon() is { } tooSoon)
            {
                ConnectorMetrics.RecordCacheRequest(Cache, CacheResult.Stale);
                return Instead(tooSoon);
            }

            ConnectorMetrics.RecordCacheRequest(Cache, CacheResult.Miss);
            read = _read ??= ReadAsync();
        }

        return (await WaitAsync(read, cancellationToken)).Succeeded(out var value, out var failure) ? value : Instead(failure);
    }

    /// <summary>The secret as the vault has it now; never one that was read before.</summary>
    public async ValueTask<Result<string>> RefreshAsync(CancellationToken cancellationToken)
    {
        Task<Result<string>> read;
        lock (_lock)
        {
            if (parts.Outage.TooSoon() is { } tooSoon)
            {
                return tooSoon;
            }

            read = _read ??= ReadAsync();
        }

        try
        {
            return await read.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return NotInTime;
        }
    }

    private bool IsKnown
    {
        get
        {
            lock (_lock)
            {
                return _value is not null || _refusal is not null;
            }
        }
    }

    private static Failure NotInTime => new(FailureCode.SystemUnavailable, "The vault did not answer in time. Try again later.");

    /// <summary>Whoever waits may leave without taking the others' read along.</summary>
    private async Task<Result<string>> WaitAsync(Task<Result<string>> read, CancellationToken cancellationToken)
    {
        try
        {
            return await read.WaitAsync(IsKnown ? LongestWait : Timeout.InfiniteTimeSpan, parts.Time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return NotInTime;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return NotInTime;
        }
    }

    /// <summary>What was read before, or the failure where that is nothing or too old.</summary>
    private Result<string> Instead(Failure? failure)
    {
        lock (_lock)
        {
            return _value is { } value && parts.Time.GetUtcNow() - _readAt < LongestUse ? value : failure ?? NotInTime;
        }
    }

    private async Task<Result<string>> ReadAsync()
    {
        // Leaves the lock before anything is asked.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            using var limit = new TimeLimit(LongestRead, parts.Time, CancellationToken.None);
            return Keep(await parts.Vault.ReadAsync(name, limit.Token));
        }
        finally
        {
            lock (_lock)
            {
                _read = null;
            }
        }
    }

    private Result<string> Keep(VaultAnswer answer)
    {
        lock (_lock)
        {
            var now = parts.Time.GetUtcNow();
            switch (answer)
            {
                case VaultAnswer.Secret secret:
                    parts.Outage.End();
                    (_value, _readAt, _refusal) = (secret.Value, now, null);
                    _refreshAt = now + (refreshAfter * (0.8 + (0.2 * parts.Random())));
                    return secret.Value;
                case VaultAnswer.Gone gone:
                    _value = null;
                    return Refuse(gone.Failure, now);
                case VaultAnswer.Denied denied:
                    return Refuse(denied.Failure, now);
                case VaultAnswer.Unavailable unavailable:
                    parts.Outage.Begin(unavailable);
                    return parts.Outage.TooSoon() ?? NotInTime;
                default:
                    throw new InvalidOperationException($"Unknown answer {answer}.");
            }
        }
    }

    private Failure Refuse(Failure failure, DateTimeOffset now)
    {
        parts.Outage.End();
        if (_refusal?.Message != failure.Message)
        {
            parts.Logger.SecretRefused(failure.Message);
        }

        (_refusal, _refreshAt) = (failure, now + AfterRefusal);
        return failure;
    }

    /// <summary>What all secrets of a vault share.</summary>
    public sealed record Parts(VaultClient Vault, VaultOutage Outage, TimeProvider Time, Func<double> Random, ILogger Logger);
}
