using FunctionsConnector.Actions.Logs;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Telemetry;

namespace FunctionsConnector.Actions.Secrets.KeyVault;

/// <summary>
/// A cached secret. Concurrent calls share one read of the vault, and a stale value stays in use while the vault is unavailable. Only calls
/// start a refresh, so that an idle process does nothing.
/// </summary>
/// <param name="name">The secret's name.</param>
/// <param name="refreshAfter">The longest time before the value is read again; a random part of it is left out, so that instances do not refresh together.</param>
/// <param name="parts">The services that all secrets share.</param>
internal sealed class CachedSecret(string name, TimeSpan refreshAfter, CachedSecret.Parts parts)
{
    /// <summary>How long a secret is used while the vault is unavailable, counted from its last read.</summary>
    public static readonly TimeSpan MaxStaleness = TimeSpan.FromHours(24);

    /// <summary>The pause before a missing or denied secret is read again.</summary>
    private static readonly TimeSpan RefusalPause = TimeSpan.FromSeconds(30);

    /// <summary>The longest wait for a newer value where there is a cached one.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan LongestRead = TimeSpan.FromSeconds(20);

    private static readonly CacheName Cache = new(System: null, "secret");

    private readonly Lock _lock = new();
    private string? _value;
    private TimeSpan _readAt;
    private TimeSpan _refreshAt;
    private Failure? _refusal;
    private Task<Result<string>>? _read;

    /// <summary>Whether a cached value is in use although the vault denies access to it.</summary>
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
            if (parts.Time.Monotonic() < _refreshAt)
            {
                ConnectorMetrics.RecordCacheRequest(Cache, CacheResult.Hit);
                return CachedOr(_refusal);
            }

            if (parts.Outage.Backoff() is { } backoff)
            {
                ConnectorMetrics.RecordCacheRequest(Cache, CacheResult.Stale);
                return CachedOr(backoff);
            }

            ConnectorMetrics.RecordCacheRequest(Cache, CacheResult.Miss);
            read = _read ??= ReadAsync();
        }

        return (await WaitAsync(read, cancellationToken)).Succeeded(out var value, out var failure) ? value : CachedOr(failure);
    }

    /// <summary>The current value in the vault, never a cached one.</summary>
    public async ValueTask<Result<string>> RefreshAsync(CancellationToken cancellationToken)
    {
        Task<Result<string>> read;
        lock (_lock)
        {
            if (parts.Outage.Backoff() is { } backoff)
            {
                return backoff;
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

    private static Failure NotInTime => new(FailureCode.SystemUnavailable, "The vault did not answer in time. Try again later.") { Wait = WaitReason.Vault };

    /// <summary>A caller that stops waiting does not cancel the read that other callers share.</summary>
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

    /// <summary>The cached value, or the failure where there is none or it is too old.</summary>
    private Result<string> CachedOr(Failure? failure)
    {
        lock (_lock)
        {
            return _value is { } value && parts.Time.Monotonic() - _readAt < MaxStaleness ? value : failure ?? NotInTime;
        }
    }

    private async Task<Result<string>> ReadAsync()
    {
        // Yields, so that the caller releases the lock before the read starts.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            using var limit = new TimeLimit(LongestRead, parts.Time, CancellationToken.None);
            return Store(await parts.Vault.ReadAsync(name, limit.Token));
        }
        finally
        {
            lock (_lock)
            {
                _read = null;
            }
        }
    }

    private Result<string> Store(VaultAnswer answer)
    {
        lock (_lock)
        {
            var now = parts.Time.Monotonic();
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
                    return parts.Outage.Backoff() ?? NotInTime;
                default:
                    throw new InvalidOperationException($"Unknown answer {answer}.");
            }
        }
    }

    private Failure Refuse(Failure failure, TimeSpan now)
    {
        parts.Outage.End();
        if (_refusal?.Message != failure.Message)
        {
            parts.Logger.SecretRefused(failure.Message);
        }

        (_refusal, _refreshAt) = (failure, now + RefusalPause);
        return failure;
    }

    /// <summary>The services that all secrets of a vault share.</summary>
    public sealed record Parts(VaultClient Vault, VaultOutage Outage, TimeProvider Time, Func<double> Random, ILogger Logger);
}
