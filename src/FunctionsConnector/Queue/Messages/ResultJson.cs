using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FunctionsConnector.Actions;

namespace FunctionsConnector.Queue.Messages;

/// <summary>Writes what goes to the queues of results and of rejected messages.</summary>
internal static class ResultJson
{
    /// <summary>
    /// A message of a storage queue has at most 64 KiB, which is 48 KiB of base64 (Queue service REST API, "Put Message"). The
    /// Functions host indents what it sends, so that is how it is measured.
    /// </summary>
    private const int MostBytes = 48 * 1024;

    /// <summary>The lists of a reply and of an error.</summary>
    private static readonly string[] Longest = ["fields", "details", "vendorMessages"];

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions Indented = Compact with { Indented = true };

    /// <summary>
    /// The properties of the HTTP reply, or of its error, with the message's id beside them. What the update's fields hold is left out
    /// where it is too much for a message.
    /// </summary>
    public static string Result(ActionReply reply, string messageId)
    {
        var body = JsonElement.Parse(reply.Body.Span);
        var said = reply.Failure is null ? body : body.GetProperty("error");
        var whole = Write(Compact, writer => WriteResult(writer, said, messageId, reply.Failure is null, without: []));
        return Fits(whole) ? whole : Write(Compact, writer => WriteResult(writer, said, messageId, reply.Failure is null, Longest));
    }

    /// <summary>The message's text and why it was rejected, without the single reasons where they are too much; null where the text leaves no room for any reason.</summary>
    public static string? Rejected(ActionReply reply, string text)
    {
        var error = JsonElement.Parse(reply.Body.Span).GetProperty("error");
        return new[] { [], Longest }.Select(without => Write(Compact, writer => WriteRejected(writer, error, text, without))).FirstOrDefault(Fits);
    }

    private static void WriteRejected(Utf8JsonWriter writer, JsonElement error, string text, string[] without)
    {
        writer.WriteStartObject();
        writer.WriteString("message", text);
        writer.WriteStartObject("error");
        WriteProperties(writer, error, without);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter writer, JsonElement said, string messageId, bool succeeded, string[] without)
    {
        writer.WriteStartObject();
        writer.WriteString("messageId", messageId);
        writer.WriteBoolean("succeeded", succeeded);
        WriteProperties(writer, said, [.. without, "succeeded"]);
        writer.WriteEndObject();
    }

    private static void WriteProperties(Utf8JsonWriter writer, JsonElement said, string[] without)
    {
        foreach (var property in said.EnumerateObject().Where(property => !without.Contains(property.Name)))
        {
            property.WriteTo(writer);
        }
    }

    private static bool Fits(string json)
    {
        var element = JsonElement.Parse(json);
        return Encoding.UTF8.GetByteCount(Write(Indented, element.WriteTo)) <= MostBytes;
    }

    private static string Write(JsonWriterOptions options, Action<Utf8JsonWriter> write)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(text, options))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(text.WrittenSpan);
    }
}
