using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace FunctionsConnector.Sandbox.Identity;

/// <summary>The signing keys of the simulated directory: tokens, metadata (OpenID Connect Discovery 1.0) and key set (RFC 7517).</summary>
internal sealed class EntraDirectory(TimeProvider time, Func<string> issuer)
{
    private volatile SigningKey _key = new(1);

    public void Rotate() => _key = new SigningKey(_key.Number + 1);

    public string Metadata(Uri keys) => JsonSerializer.Serialize(new { issuer = $"{issuer()}{IdentitySandbox.TenantId}/v2.0", jwks_uri = keys.AbsoluteUri });

    public string KeySet()
    {
        var parameters = _key.Rsa.ExportParameters(includePrivateParameters: false);
        return JsonSerializer.Serialize(new
        {
            keys = new[]
            {
                new { kty = "RSA", use = "sig", kid = _key.Id, n = Base64Url.EncodeToString(parameters.Modulus), e = Base64Url.EncodeToString(parameters.Exponent) },
            },
        });
    }

    public string Issue(EntraToken token)
    {
        var now = time.GetUtcNow();
        var header = Encode(new Dictionary<string, object> { ["typ"] = "JWT", ["alg"] = token.Algorithm == "foreign" ? "RS256" : token.Algorithm, ["kid"] = token.KeyId ?? _key.Id });
        var said = new Dictionary<string, object>
        {
            ["aud"] = token.Audience,
            ["iss"] = token.Version == 1 ? $"https://sts.windows.net/{token.TenantId}/" : $"{issuer()}{token.TenantId}/v2.0",
            ["tid"] = token.TenantId,
            [token.Version == 1 ? "appid" : "azp"] = token.ClientId,
            ["roles"] = token.Roles,
            ["ver"] = token.Version == 1 ? "1.0" : "2.0",
            ["nbf"] = (now + token.NotBefore).ToUnixTimeSeconds(),
            ["exp"] = (now + token.Expires).ToUnixTimeSeconds(),
        };
        if (token.Scope is { } scope)
        {
            said["scp"] = scope;
        }

        var claims = Encode(said);
        return $"{header}.{claims}.{Sign(token.Algorithm, Encoding.ASCII.GetBytes($"{header}.{claims}"))}";
    }

    private string Sign(string algorithm, byte[] content)
    {
        using var foreign = RSA.Create(2048);
        return Base64Url.EncodeToString(algorithm switch
        {
            "none" => [],
            "HS256" => HMACSHA256.HashData(_key.Rsa.ExportSubjectPublicKeyInfo(), content),
            "foreign" => foreign.SignData(content, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            _ => _key.Rsa.SignData(content, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        });
    }

    private static string Encode(Dictionary<string, object> part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));

    private sealed class SigningKey(int number)
    {
        public int Number => number;

        public string Id { get; } = number.ToString(CultureInfo.InvariantCulture);

        public RSA Rsa { get; } = RSA.Create(2048);
    }
}
