using System.Buffers;

namespace FunctionsConnector.Core.Targets.Profiles.Format;

/// <summary>
/// A URL below the base URL with values in it: the simple expansion <c>{name}</c> of a URI template (RFC 6570 section 3.2.2), which
/// percent-encodes every character of a value that could end its place in the URL.
/// </summary>
internal sealed class UrlTemplate
{
    // RFC 3986 section 3.3 and 3.4, without a fragment.
    private static readonly SearchValues<char> Literal =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@/?%");

    private readonly (string Text, bool IsName)[] _parts;

    private UrlTemplate((string Text, bool IsName)[] parts) => _parts = parts;

    /// <summary>The names whose values it takes.</summary>
    public IEnumerable<string> Names => _parts.Where(part => part.IsName).Select(part => part.Text);

    /// <summary>The template, or what is wrong with the text.</summary>
    public static (UrlTemplate? Template, string? Problem) Parse(string text)
    {
        var parts = new List<(string, bool)>();
        for (var position = 0; position < text.Length;)
        {
            var open = text.IndexOf('{', position) is >= 0 and var found ? found : text.Length;
            if (open > position)
            {
                parts.Add((text[position..open], false));
            }

            var close = open < text.Length ? text.IndexOf('}', open) : open;
            if (close < 0)
            {
                return (null, "has a { without a }");
            }

            if (close > open)
            {
                parts.Add((text[(open + 1)..close], true));
            }

            position = close + 1;
        }

        var literal = string.Concat(parts.Where(part => !part.Item2).Select(part => part.Item1));
        var beginning = text.Split('/', '?')[0];
        var problem = text.StartsWith('/') || beginning.Contains(':', StringComparison.Ordinal)
                ? "must be relative to the base URL, without a slash at its beginning and without a host"
            : literal.AsSpan().IndexOfAnyExcept(Literal) is >= 0 and var wrong
                ? $"has '{literal[wrong]}', which is not allowed in a URL; write it percent-encoded"
            : text.Split('?')[0].Split('/').Any(segment => segment.Replace("%2e", ".", StringComparison.OrdinalIgnoreCase) is "." or "..")
                ? "must not have the path segment . or .."
            : HasBadEscape(literal) ? "has a % that is not followed by two hexadecimal digits" : null;
        return problem is null ? (new UrlTemplate([.. parts]), null) : (null, problem);
    }

    /// <summary>The URL below the base URL.</summary>
    /// <param name="baseUrl">It ends in a slash.</param>
    /// <param name="valueOf">The value of a name; null where there is none.</param>
    /// <returns>Null where a value is missing or the URL would leave the base URL.</returns>
    public Uri? Expand(Uri baseUrl, Func<string, string?> valueOf)
    {
        var texts = new string[_parts.Length];
        for (var index = 0; index < texts.Length; index++)
        {
            var (text, isName) = _parts[index];
            var value = isName ? valueOf(text) : text;

            // A segment of dots would name another path, and percent-encoding does not change that.
            if (value is null || (isName && value is "." or ".."))
            {
                return null;
            }

            texts[index] = isName ? Uri.EscapeDataString(value) : value;
        }

        var url = new Uri(baseUrl, string.Concat(texts));
        return baseUrl.IsBaseOf(url) ? url : null;
    }

    private static bool HasBadEscape(string text)
    {
        for (var at = text.IndexOf('%', StringComparison.Ordinal); at >= 0; at = text.IndexOf('%', at + 1))
        {
            if (at + 2 >= text.Length || !char.IsAsciiHexDigit(text[at + 1]) || !char.IsAsciiHexDigit(text[at + 2]))
            {
                return true;
            }
        }

        return false;
    }
}
