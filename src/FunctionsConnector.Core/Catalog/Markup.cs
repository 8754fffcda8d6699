using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace FunctionsConnector.Core.Catalog;

/// <summary>HTML in texts: what a reader sees of it.</summary>
internal static partial class Markup
{
    /// <summary>A longer text is compared letter by letter only: a search for the ends of its tags could take minutes.</summary>
    private const int Longest = 100_000;

    /// <summary>Whether a text has tags of HTML, not only a less-than sign.</summary>
    public static bool HasTags(string text) => text.Contains('<', StringComparison.Ordinal) && KnownTag().IsMatch(text);

    /// <summary>Compares HTML by its text and then by its tags. The rules by which a vendor removes tags and attributes are not published.</summary>
    public static Comparison Compare(Field field, string asked, string shown)
    {
        var comparison = TextComparison.Compare(field, asked, shown);
        return comparison.Match < ValueMatch.Different || asked.Length > Longest || shown.Length > Longest || !(IsMarkup(asked) || IsMarkup(shown)) ? comparison
            : Canonical(asked) == Canonical(shown) ? new(ValueMatch.Equivalent)
            : Text(asked) == Text(shown) ? Comparison.Adjusted("markup changed")
            : comparison;
    }

    private static bool IsMarkup(string text) => HasTags(text) || Entity().IsMatch(text);

    /// <summary>What a reader sees, on one line.</summary>
    private static string Text(string html) =>
        Line(AnyTag().Replace(Unseen().Replace(html, string.Empty), tag => IsInline(tag.Groups[1].Value) ? string.Empty : " "));

    /// <summary>The same for every way to write the same tags and characters.</summary>
    private static string Canonical(string html)
    {
        var canonical = new StringBuilder();
        var (end, isAfterBlock) = (0, true);
        foreach (Match tag in AnyTag().Matches(html))
        {
            var isBlock = !IsInline(tag.Groups[1].Value);
            canonical.Append(Segment(html[end..tag.Index], isAfterBlock, isBlock)).Append(CanonicalTag(tag));
            (end, isAfterBlock) = (tag.Index + tag.Length, isBlock);
        }

        return canonical.Append(Segment(html[end..], isAfterBlock, isBeforeBlock: true)).ToString();
    }

    /// <summary>White space beside a tag of a block is not seen.</summary>
    private static string Segment(string text, bool isAfterBlock, bool isBeforeBlock)
    {
        var line = OneLine(text);
        line = isAfterBlock ? line.TrimStart() : line;
        return isBeforeBlock ? line.TrimEnd() : line;
    }

    private static string CanonicalTag(Match match)
    {
        var attributes = Attribute().Matches(match.Groups[2].Value)
            .Select(one => $" {one.Groups[1].Value.ToLowerInvariant()}={WebUtility.HtmlDecode(one.Groups[2].Value.Trim('"', '\''))}")
            .Order(StringComparer.Ordinal);
        return $"<{(match.Value[1] == '/' ? "/" : string.Empty)}{match.Groups[1].Value.ToLowerInvariant()}{string.Concat(attributes)}>";
    }

    private static string Line(string text) => OneLine(text).Trim();

    private static string OneLine(string text) => Blanks().Replace(TextComparison.Normal(WebUtility.HtmlDecode(text)), " ");

    private static bool IsInline(string tag) => tag.ToLowerInvariant() is "a" or "b" or "i" or "u" or "em" or "strong" or "span" or "font" or "sub" or "sup" or "code" or "small";

    [GeneratedRegex("</?(?:a|abbr|b|blockquote|body|br|center|code|div|em|font|h[1-6]|head|hr|html|i|img|li|ol|p|pre|s|script|small|span|strong|style|sub|sup|table|tbody|td|th|thead|tr|u|ul)(?:\\s[^<>]*)?/?>", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex KnownTag();

    [GeneratedRegex("</?(a|abbr|b|blockquote|body|br|center|code|div|em|font|h[1-6]|head|hr|html|i|img|li|ol|p|pre|s|script|small|span|strong|style|sub|sup|table|tbody|td|th|thead|tr|u|ul)((?:\\s[^<>]*)?)/?>", RegexOptions.IgnoreCase)]
    private static partial Regex AnyTag();

    [GeneratedRegex("<(script|style)\\b.*?</\\1\\s*>|<!--.*?-->", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Unseen();

    [GeneratedRegex("([a-zA-Z][a-zA-Z0-9:-]*)\\s*=\\s*(\"[^\"]*\"|'[^']*'|[^\\s\"'>]+)")]
    private static partial Regex Attribute();

    [GeneratedRegex("&(?:[a-zA-Z][a-zA-Z0-9]*|#[0-9]+|#[xX][0-9a-fA-F]+);")]
    private static partial Regex Entity();

    [GeneratedRegex("\\s+")]
    private static partial Regex Blanks();
}
