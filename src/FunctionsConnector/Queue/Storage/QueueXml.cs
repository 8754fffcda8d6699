using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace FunctionsConnector.Queue.Storage;

/// <summary>The XML of the Queue service.</summary>
internal static class QueueXml
{
    public static byte[] Write(string text) =>
        Encoding.UTF8.GetBytes(new XElement("QueueMessage", new XElement("MessageText", text)).ToString(SaveOptions.DisableFormatting));

    public static IReadOnlyList<ReceivedMessage> ReadMessages(Stream xml) => [.. Messages(xml).Select(message => new ReceivedMessage(
        Text(message, "MessageId"),
        Text(message, "PopReceipt"),
        Text(message, "MessageText"),
        long.TryParse(Text(message, "DequeueCount"), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0,
        DateTimeOffset.TryParse(Text(message, "InsertionTime"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : default))];

    private static IEnumerable<XElement> Messages(Stream xml)
    {
        // The service is not a stranger, but nothing of what it says needs a document type either.
        using var reader = XmlReader.Create(xml, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, CheckCharacters = false });
        return XDocument.Load(reader).Root?.Elements("QueueMessage") ?? [];
    }

    private static string Text(XElement message, string name) => message.Element(name)?.Value ?? string.Empty;
}
