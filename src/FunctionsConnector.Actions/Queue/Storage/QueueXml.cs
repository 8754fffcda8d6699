using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace FunctionsConnector.Actions.Queue.Storage;

/// <summary>The XML of the Queue service.</summary>
internal static class QueueXml
{
    // What reads XML takes every kind of line end for a line feed, save one that is written as a character reference (XML 1.0 section 2.11).
    private static readonly XmlWriterSettings Settings = new() { Encoding = new UTF8Encoding(false), OmitXmlDeclaration = true, NewLineHandling = NewLineHandling.Entitize };

    public static byte[] Write(string text)
    {
        using var xml = new MemoryStream();
        using (var writer = XmlWriter.Create(xml, Settings))
        {
            new XElement("QueueMessage", new XElement("MessageText", text)).WriteTo(writer);
        }

        return xml.ToArray();
    }

    public static IReadOnlyList<ReceivedMessage> ReadMessages(Stream xml) => [.. Messages(xml).Select(message => new ReceivedMessage(
        Text(message, "MessageId"),
        Text(message, "PopReceipt"),
        Text(message, "MessageText"),
        long.TryParse(Text(message, "DequeueCount"), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0,
        Moment(message, "InsertionTime"),
        Moment(message, "TimeNextVisible")))];

    private static IEnumerable<XElement> Messages(Stream xml)
    {
        // The service is not a stranger, but nothing of what it says needs a document type either.
        using var reader = XmlReader.Create(xml, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, CheckCharacters = false });
        return XDocument.Load(reader).Root?.Elements("QueueMessage") ?? [];
    }

    private static DateTimeOffset Moment(XElement message, string name) =>
        DateTimeOffset.TryParse(Text(message, name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : default;

    private static string Text(XElement message, string name) => message.Element(name)?.Value ?? string.Empty;
}
