using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;

namespace FunctionsConnector.Actions.Queue.Storage;

/// <summary>
/// Keeps the carriage returns of messages. Whoever reads XML takes a carriage return for a line feed, unless it is written as a
/// character reference (XML 1.0 section 2.11). The client library writes it as it is, and a service may do the same.
/// </summary>
internal sealed class CarriageReturns : HttpPipelineSynchronousPolicy
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
        // The stream is a copy in memory: a policy before this one has read the whole answer.
        if (message.Response.ContentStream is MemoryStream { Length: > 0 } body)
        {
            message.Response.ContentStream = new MemoryStream(Escape(body.ToArray()));
        }
    }

    // Elsewhere a carriage return is none of a message, and before the root element a reference is no XML.
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
