using System.Collections.Frozen;
using System.Text.Json;

namespace FunctionsConnector.Core.Targets.Profiles.Reading;

/// <summary>Reads headers of a profile. None may change how the request is framed, where it goes or who sends it.</summary>
internal static class HeaderReader
{
    private static readonly FrozenSet<string> Refused = new[]
    {
        "authorization", "proxy-authorization", "cookie", "host", "connection", "transfer-encoding", "te", "trailer", "upgrade", "expect", "keep-alive", "forwarded", "via",
        "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-http-method-override", "traceparent",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static IReadOnlyList<KeyValuePair<string, string>> Read(ProfileNode node)
    {
        var headers = new List<KeyValuePair<string, string>>();
        foreach (var (name, value) in node.Members("headers"))
        {
            if (IsName(name) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 and <= 1_000 } text && text.All(character => character is >= ' ' and <= '~'))
            {
                headers.Add(KeyValuePair.Create(name, text));
            }
            else
            {
                node.Problem("headers", $"has '{name}', which must be a header that a profile may set, with a printable ASCII text. The sign-in and the content type are set elsewhere.");
            }
        }

        return headers;
    }

    /// <summary>The name of a header; null where it is absent or may not be used.</summary>
    public static string? Name(ProfileNode node, string member, bool isRequired = false)
    {
        if (node.Text(member, isRequired) is not { } name)
        {
            return null;
        }

        if (IsName(name))
        {
            return name;
        }

        node.Problem(member, $"is not the name of a header that a profile may use.");
        return null;
    }

    // RFC 9110 section 5.6.2.
    private static bool IsName(string name) =>
        name.Length is > 0 and <= 100
        && name.All(character => char.IsAsciiLetterOrDigit(character) || "!#$%&'*+-.^_`|~".Contains(character, StringComparison.Ordinal))
        && !name.StartsWith("content-", StringComparison.OrdinalIgnoreCase)
        && !Refused.Contains(name);
}
