using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;

namespace FunctionsConnector.Actions.Queue.Storage;

/// <summary>
/// Keeps the carriage returns of messages. An XML parser reads a carriage return as a line feed, unless it is a character reference (XML
/// 1.0 section 2.11). The client library does not escape it, and a service may not either.
/// </summary>
internal sealed class CarriageReturnPolicy : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        if (message.Request.Content is { } content)
        {
            using var body = new MemoryStream();
            content.WriteTo(body, message.CancellationToken);
            message.Request.Content = RequestContent.Create(Escape(body.ToArray()));
            content.Dispose();
        }
    }

    public override void OnReceivedResponse(HttpMessage message)
    {
        // The stream is a copy in memory: an earlier policy has read the whole response.
        if (message.Response.ContentStream is MemoryStream { Length: > 0 } body)
        {
            message.Response.ContentStream = new MemoryStream(Escape(body.ToArray()));
        }
    }

    // Outside of messages nothing is escaped: before the root element a reference is not valid XML.
    private static byte[] Escape(byte[] xml)
    {
        var (start, end) = (xml.AsSpan().IndexOf("<MessageText>"u8), xml.AsSpan().LastIndexOf("</MessageText>"u8));
        if (start < 0 || end < start || !xml.AsSpan(start..end).Contains((byte)'\r'))
        {
            return xml;
        }

        // As Latin-1 every byte is one character, whatever it means as UTF-8.
        var texts = Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(xml, start, end - start).Replace("\r", "&#xD;", StringComparison.Ordinal));
        return [.. xml[..start], .. texts, .. xml[end..]];
    }
}
