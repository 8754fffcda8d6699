using System.Security.Cryptography;
using System.Text;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Secrets;
using FunctionsConnector.Settings;

namespace FunctionsConnector.Security;

/// <summary>Knows callers by their API keys.</summary>
internal sealed class ApiKeys(ConnectorSettings settings, ISecretSource secrets)
{
    private static readonly Failure Unauthorized =
        new(FailureCode.Unauthorized, "The header x-api-key is missing or does not hold a valid key.") { Target = "x-api-key" };

    /// <summary>
    /// The caller with this key, <see cref="FailureCode.Unauthorized"/>, or why it cannot be told: where no key fits and one could not
    /// be looked up, the caller may well be right.
    /// </summary>
    /// <remarks>How long it takes says nothing of the keys: hashes are compared, in constant time, and always all of them.</remarks>
    public async ValueTask<Result<Caller>> RecognizeAsync(string? presented, CancellationToken cancellationToken)
    {
        var hash = Hash(presented ?? string.Empty);
        ApiKeySettings? known = null;
        Failure? unavailable = null;
        foreach (var key in settings.ApiKeys)
        {
            if (!(await secrets.GetAsync(key.Secret, cancellationToken)).Succeeded(out var secret, out var failure))
            {
                unavailable ??= failure.Code.IsRetryable ? failure : null;
            }
            else if (CryptographicOperations.FixedTimeEquals(hash, Hash(secret)) && secret.Length > 0)
            {
                known = key;
            }
        }

        return known is not null
            ? new Caller(known.Name, known.Systems)
            : unavailable ?? Unauthorized;
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
