using System.Buffers.Text;
using System.Text.Json;
using FunctionsConnector.Core.Targets.Tokens;

namespace FunctionsConnector.Core.Targets.TeamDynamix.Tokens;

/// <summary>
/// Reads the token in the response to a login (https://solutions.teamdynamix.com/TDWebApi/Home/section/Auth): plain text; some builds and
/// gateways quote it or wrap it as <c>{"Token":…}</c>.
/// </summary>
internal static class TokenText
{
    /// <summary>The vendor's documented lifetime, for a token without an expiry.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>A token is replaced before it can expire during a call.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    /// <summary>A wrong clock must not cause a login with every call. An expired token is refused and renewed.</summary>
    private static readonly TimeSpan ShortestUse = TimeSpan.FromMinutes(1);

    /// <param name="body">The response's body.</param>
    /// <param name="now">The time at the vendor.</param>
    /// <returns>The token; null where the body has none.</returns>
    public static Token? Read(string body, DateTimeOffset now) =>
        Unwrap(body.Trim('\uFEFF', ' ', '\t', '\r', '\n')) is { Length: > 0 } text && text.All(IsTokenCharacter)
            ? new Token(text, UsableFor(text, now))
            : null;

    private static string? Unwrap(string body)
    {
        if (!body.StartsWith('"') && !body.StartsWith('{'))
        {
            return body;
        }

        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.String
                ? root.GetString()
                : root.EnumerateObject()
                    .Where(property => string.Equals(property.Name, "Token", StringComparison.OrdinalIgnoreCase))
                    .Select(property => property.Value.ValueKind == JsonValueKind.String ? property.Value.GetString() : null)
                    .FirstOrDefault();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // A lone surrogate is valid JSON, but reading it as a string throws InvalidOperationException.
            return null;
        }
    }

    // RFC 6750 section 2.1. Anything else, such as an HTML page, is no token and cannot be sent in a header.
    private static bool IsTokenCharacter(char character) => char.IsAsciiLetterOrDigit(character) || "-._~+/=".Contains(character, StringComparison.Ordinal);

    private static TimeSpan UsableFor(string text, DateTimeOffset now)
    {
        var left = (Expiry(text) - now ?? Lifetime) - Margin;
        return left > ShortestUse ? left : ShortestUse;
    }

    // The claim "exp" of RFC 7519 section 4.1.4: seconds since 1970.
    private static DateTimeOffset? Expiry(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(Base64Url.DecodeFromChars(text.Split('.').ElementAtOrDefault(1)));
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("exp", out var exp)
                && exp.ValueKind == JsonValueKind.Number
                && exp.TryGetDouble(out var seconds)
                && seconds is > 0 and < 253_402_300_000
                    ? DateTimeOffset.FromUnixTimeSeconds((long)seconds)
                    : null;
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }
}
