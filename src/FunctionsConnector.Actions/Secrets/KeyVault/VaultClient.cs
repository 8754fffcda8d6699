using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Azure.Security.KeyVault.Secrets;
using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Actions.Secrets.KeyVault;

/// <summary>Reads the newest version of a secret from the vault.</summary>
internal sealed class VaultClient(Uri vault, TokenCredential credential, HttpPipelineTransport transport, TimeProvider time)
{
    private readonly SecretClient _client = new(vault, credential, Options(vault, transport));

    /// <summary>Returns errors of the vault, the identity or the network as values.</summary>
    public async Task<VaultAnswer> ReadAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            var secret = await _client.GetSecretAsync(name, cancellationToken: cancellationToken);
            return new VaultAnswer.Secret(secret.Value.Value);
        }
        catch (RequestFailedException exception) when (exception.GetRawResponse() is { } response)
        {
            return Of(name, response);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The library parses a 200 before it returns it. A proxy's page is not a secret.
            return new VaultAnswer.Unavailable("its response contains no secret", null);
        }
        catch (AuthenticationFailedException)
        {
            return new VaultAnswer.Unavailable("the connector's identity got no token for it", null);
        }
        catch (Exception exception) when (exception is RequestFailedException or AggregateException or IOException or SocketException or OperationCanceledException)
        {
            return new VaultAnswer.Unavailable("it did not answer", null);
        }
    }

    private static SecretClientOptions Options(Uri vault, HttpPipelineTransport transport) => new()
    {
        Transport = transport,
        RetryPolicy = new VaultRetries(),
        Retry = { NetworkTimeout = TimeSpan.FromSeconds(5) },

        // The library requires that the vault's host is below the host of its challenge, so that a token is sent to vaults only.
        // A vault simulated on this machine cannot pass that check.
        DisableChallengeResourceVerification = vault.IsLoopback,
    };

    private VaultAnswer Of(string name, Response response) => response.Status switch
    {
        404 => new VaultAnswer.Gone(Missing(name, $"The secret '{name}' is not in the vault. Store it there, or correct the name.")),
        403 when InnerCode(response) == "SecretDisabled" =>
            new VaultAnswer.Gone(Missing(name, $"The secret '{name}' is disabled in the vault. Enable it, or store a new version.")),
        429 => new VaultAnswer.Unavailable("it receives too many requests", RetryAfter(response)),
        >= 400 and < 500 and not 408 => new VaultAnswer.Denied(Missing(
            name,
            $"The vault does not let the connector read the secret '{name}' ({response.Status}). Give its identity the role Key Vault Secrets User, and allow it in the vault's firewall.")),
        var status => new VaultAnswer.Unavailable($"it answered {status}", RetryAfter(response)),
    };

    private static Failure Missing(string name, string message) => new(FailureCode.CredentialsMissing, message) { Target = name };

    private TimeSpan? RetryAfter(Response response)
    {
        if (!response.Headers.TryGetValue("Retry-After", out var text))
        {
            return null;
        }

        // RFC 9110 section 10.2.3: seconds, or a date.
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds)
            : DateTimeOffset.TryParseExact(text, "R", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date - time.GetUtcNow()
            : null;
    }

    /// <summary>Error bodies are <c>{"error":{"code","message","innererror":{"code"}}}</c>; a proxy's are not.</summary>
    private static string? InnerCode(Response response)
    {
        try
        {
            using var body = JsonDocument.Parse(response.Content.ToMemory());
            return body.RootElement.GetProperty("error").GetProperty("innererror").GetProperty("code").GetString();
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}
