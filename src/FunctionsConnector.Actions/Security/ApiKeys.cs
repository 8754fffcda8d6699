using FunctionsConnector.Actions.Logs;
using FunctionsConnector.Actions.Settings;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Secrets;

namespace FunctionsConnector.Actions.Security;

/// <summary>Authenticates callers by their API keys. A caller may have two.</summary>
internal sealed class ApiKeys(ConnectorSettings settings, ISecretSource secrets, TimeProvider time, ILogger<ApiKeys> logger)
{
    private static readonly Failure Unauthorized =
        new(FailureCode.Unauthorized, "The header x-api-key is missing or does not hold a valid key.") { Target = "x-api-key" };

    private readonly IReadOnlyList<ConfiguredKey> _keys = [.. settings.ApiKeys.Select(key => new ConfiguredKey(key))];
    private readonly KeyHashes _hashes = new(2 * settings.ApiKeys.Count);
    private readonly KeyRefresh _refresh = new(secrets, [.. settings.ApiKeys.Select(key => key.Secret)], time);

    /// <summary>
    /// The caller with this key, or <see cref="FailureCode.Unauthorized"/>. <see cref="FailureCode.SystemUnavailable"/> where no key matches
    /// and one could not be read: the presented key may be valid.
    /// </summary>
    public async ValueTask<Result<Caller>> AuthenticateAsync(string? presented, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(presented))
        {
            return Unauthorized;
        }

        var hash = _hashes.Of(presented);
        var seen = _refresh.Count;
        var result = await FindAsync(hash, cancellationToken);
        if (result.Failure == Unauthorized && await _refresh.RunAsync(seen, cancellationToken))
        {
            result = await FindAsync(hash, cancellationToken);
        }

        if (result.Failure is null)
        {
            _hashes.Add(presented, hash);
        }

        // All keys are cached, but the presented one may be newer.
        return result.Failure == Unauthorized && _refresh.Unavailable is { } unavailable ? CannotCheck(unavailable.RetryAfter) : result;
    }

    /// <remarks>The time reveals nothing about the keys: all hashes are compared, each in constant time.</remarks>
    private async ValueTask<Result<Caller>> FindAsync(byte[] hash, CancellationToken cancellationToken)
    {
        // All reads start before the first is awaited, because a vault may be slow.
        var reads = new Task<Result<string>>[_keys.Count];
        for (var index = 0; index < reads.Length; index++)
        {
            reads[index] = secrets.GetAsync(_keys[index].Secret, cancellationToken).AsTask();
        }

        List<Caller> matching = [];
        Failure? unavailable = null;
        for (var index = 0; index < reads.Length; index++)
        {
            if (!(await reads[index]).Succeeded(out var secret, out var failure))
            {
                unavailable ??= failure.Code.IsRetryable ? failure : null;
            }
            else if (_keys[index].Matches(secret, hash))
            {
                matching.Add(_keys[index].Caller);
            }
        }

        return matching switch
        {
            [var one] => one,
            [] when unavailable is not null => CannotCheck(unavailable.RetryAfter),
            [] => Unauthorized,
            _ => SingleOf(matching),
        };
    }

    /// <summary>The failure for a key that cannot be checked. An unauthenticated caller gets it, so it does not mention secrets or the vault.</summary>
    public static Failure CannotCheck(TimeSpan? retryAfter) =>
        new(FailureCode.SystemUnavailable, "The connector cannot check API keys at present. Try again later.") { RetryAfter = retryAfter };

    private Result<Caller> SingleOf(List<Caller> matching)
    {
        var names = matching.Select(caller => caller.Name).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (names.Count == 1)
        {
            return matching[0];
        }

        // The start checks keys in the settings, but does not read a vault.
        logger.KeyShared(string.Join(", ", names));
        return Unauthorized;
    }
}
