using System.Security.Cryptography;
using System.Text;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Secrets;
using FunctionsConnector.Logs;
using FunctionsConnector.Settings;

namespace FunctionsConnector.Security;

/// <summary>Knows callers by their API keys, of which each may have two.</summary>
internal sealed class ApiKeys(ConnectorSettings settings, ISecretSource secrets, TimeProvider time, ILogger<ApiKeys> logger)
{
    private static readonly Failure Unauthorized =
        new(FailureCode.Unauthorized, "The header x-api-key is missing or does not hold a valid key.") { Target = "x-api-key" };

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

        var hash = Hash(presented);
        var seen = _refresh.Done;
        var result = await FindAsync(hash, cancellationToken);
        return result.Failure == Unauthorized && await _refresh.RunAsync(seen, cancellationToken)
            ? await FindAsync(hash, cancellationToken)
            : result;
    }

    /// <remarks>How long it takes says nothing of the keys: hashes are compared, in constant time, and always all of them.</remarks>
    private async ValueTask<Result<Caller>> FindAsync(byte[] hash, CancellationToken cancellationToken)
    {
        var known = new List<ApiKeySettings>();
        Failure? unavailable = null;
        var all = await Task.WhenAll(settings.ApiKeys.Select(key => secrets.GetAsync(key.Secret, cancellationToken).AsTask()));
        foreach (var (key, got) in settings.ApiKeys.Zip(all))
        {
            if (!got.Succeeded(out var secret, out var failure))
            {
                unavailable ??= failure.Code.IsRetryable ? failure : null;
            }
            else if (IsKey(secret, hash))
            {
                known.Add(key);
            }
        }

        var callers = known.DistinctBy(key => key.Name, StringComparer.OrdinalIgnoreCase).ToList();
        switch (callers)
        {
            case [var caller]:
                return new Caller(caller.Name, caller.Systems);
            case []:
                // A stranger may read this, so it says nothing of secrets or where they are.
                return unavailable is null
                    ? Unauthorized
                    : new Failure(FailureCode.SystemUnavailable, "The connector cannot check keys just now. Try again later.") { RetryAfter = unavailable.RetryAfter };
            default:
                // Settings are seen through at the start; what a vault holds is not known then.
                logger.KeyShared(string.Join(", ", callers.Select(caller => caller.Name)));
                return Unauthorized;
        }
    }

    /// <summary>A secret stored from a file has a line end after it, which no header can carry.</summary>
    private static bool IsKey(string secret, byte[] hash)
    {
        var key = secret.Trim();
        return CryptographicOperations.FixedTimeEquals(hash, Hash(key)) && key.Length > 0;
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
