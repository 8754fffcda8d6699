using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using Azure.Core;
using Azure.Core.Pipeline;

namespace FunctionsConnector.Actions.Queue.Storage;

/// <summary>
/// Replaces characters of messages that XML does not know (XML 1.0 section 2.2), which a service may pass on. One of them would make the
/// whole batch unreadable. They become JSON escapes, so that a JSON text keeps its meaning.
/// </summary>
internal sealed partial class UnknownCharacterPolicy : HttpPipelineSynchronousPolicy
{
    public override void OnReceivedResponse(HttpMessage message)
    {
        // The stream is a copy in memory: an earlier policy has read the whole response.
        if (message.Response.ContentStream is MemoryStream { Length: > 0 } body && Replace(body.ToArray()) is { } readable)
        {
            message.Response.ContentStream = new MemoryStream(readable);
        }
    }

    /// <returns>Null where nothing has to be replaced.</returns>
    private static byte[]? Replace(byte[] xml)
    {
        if (xml.AsSpan().IndexOf("<MessageText>"u8) < 0)
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(xml);
        var known = Unknown().Replace(Reference().Replace(text, match => IsKnown(match.ValueSpan) ? match.Value : Escape(CodeOf(match.ValueSpan))), match => Escape(match.ValueSpan[0]));
        return known == text ? null : Encoding.UTF8.GetBytes(known);
    }

    private static bool IsKnown(ReadOnlySpan<char> reference) =>
        CodeOf(reference) is var code && (code > char.MaxValue ? code <= 0x10FFFF : XmlConvert.IsXmlChar((char)code));

    private static int CodeOf(ReadOnlySpan<char> reference) => reference[2] == 'x'
        ? int.Parse(reference[3..^1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
        : int.Parse(reference[2..^1], CultureInfo.InvariantCulture);

    private static string Escape(int code) => $@"\u{code:x4}";

    [GeneratedRegex("&#(?:x[0-9A-Fa-f]{1,6}|[0-9]{1,7});")]
    private static partial Regex Reference();

    [GeneratedRegex(@"[\x00-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]")]
    private static partial Regex Unknown();
}
