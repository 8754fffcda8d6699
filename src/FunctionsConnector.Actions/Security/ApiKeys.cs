using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Secrets;
using FunctionsConnector.Actions.Logs;
using FunctionsConnector.Actions.Settings;

namespace FunctionsConnector.Actions.Security;

/// <summary>Knows callers by their API keys, of which each may have two.</summary>
internal sealed class ApiKeys(ConnectorSettings settings, ISecretSource secrets, TimeProvider time, ILogger<ApiKeys> logger)
{
    private static readonly Failure Unauthorized =
        new(FailureCode.Unauthorized, "The header x-api-key is missing or does not hold a valid key.") { Target = "x-api-key" };

    private readonly IReadOnlyList<KnownKey> _keys = [.. settings.ApiKeys.Select(key => new KnownKey(key))];
    private readonly KeyHashes _hashes = new(2 * settings.ApiKeys.Count);
    private readonly KeyRefresh _refresh = new(secrets, [.. settings.ApiKeys.Select(key => key.Secret)], time);

    /// <summary>
    /// The caller with this key, <see cref="FailureCode.Unauthorized"/>, or why it cannot be told: where no key fits and one could not
    /// be looked up, the caller may well be right.
    /// </summary>
    public async ValueTask<Result<Caller>> RecognizeAsync(string? presented, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(presented))
        {
            return Unauthorized;
        }

        var hash = _hashes.Of(presented);
        var seen = _refresh.Done;
        var result = await FindAsync(hash, cancellationToken);
        if (result.Failure == Unauthorized && await _refresh.RunAsync(seen, cancellationToken))
        {
            result = await FindAsync(hash, cancellationToken);
        }

        if (result.Failure is null)
        {
            _hashes.Remember(presented, hash);
        }

        // What was read before is still there, but the key may be newer.
        return result.Failure == Unauthorized && _refresh.Unavailable is { } unavailable ? Unchecked(unavailable.RetryAfter) : result;
    }

    /// <remarks>How long it takes says nothing of the keys: hashes are compared, in constant time, and always all of them.</remarks>
    private async ValueTask<Result<Caller>> FindAsync(byte[] hash, CancellationToken cancellationToken)
    {
        // All are asked for before the first is waited for: a vault takes its time.
        var asked = new Task<Result<string>>[_keys.Count];
        for (var index = 0; index < asked.Length; index++)
        {
            asked[index] = secrets.GetAsync(_keys[index].Secret, cancellationToken).AsTask();
        }

        List<Caller> fitting = [];
        Failure? unavailable = null;
        for (var index = 0; index < asked.Length; index++)
        {
            if (!(await asked[index]).Succeeded(out var secret, out var failure))
            {
                unavailable ??= failure.Code.IsRetryable ? failure : null;
            }
            else if (_keys[index].Fits(secret, hash))
            {
                fitting.Add(_keys[index].Caller);
            }
        }

        return fitting switch
        {
            [var one] => one,
            [] when unavailable is not null => Unchecked(unavailable.RetryAfter),
            [] => Unauthorized,
            _ => OneOf(fitting),
        };
    }

    /// <summary>Where it cannot be told whether a key is good. A stranger may read this, so it says nothing of secrets or where they are.</summary>
    public static Failure Unchecked(TimeSpan? retryAfter) =>
        new(FailureCode.SystemUnavailable, "The connector cannot check keys just now. Try again later.") { RetryAfter = retryAfter };

    private Result<Caller> OneOf(List<Caller> fitting)
    {
        var names = fitting.Select(caller => caller.Name).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (names.Count == 1)
        {
            return fitting[0];
        }

        // Settings are seen through at the start; what a vault holds is not known then.
        logger.KeyShared(string.Join(", ", names));
        return Unauthorized;
    }
}
