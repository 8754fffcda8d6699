using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace FunctionsConnector.Sandbox.TeamDynamix.Access;

/// <summary>
/// Tokens in the vendor's format. The signature is random: only the issuing server can validate a token.
/// </summary>
internal static class JsonWebToken
{
    private static readonly string Header = Encode(new { typ = "JWT", alg = "HS256" });

    public static string Issue(string userName, DateTimeOffset notBefore, DateTimeOffset expires)
    {
        var claims = Encode(new Dictionary<string, object>
        {
            ["unique_name"] = userName,
            ["iss"] = "TD",
            ["aud"] = "https://www.teamdynamix.com/",
            ["exp"] = expires.ToUnixTimeSeconds(),
            ["nbf"] = notBefore.ToUnixTimeSeconds(),
        });
        return $"{Header}.{claims}.{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))}";
    }

    private static string Encode<T>(T part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));
}
