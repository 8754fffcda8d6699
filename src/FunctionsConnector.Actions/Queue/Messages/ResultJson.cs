using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FunctionsConnector.Actions.Operations;
using FunctionsConnector.Actions.Queue.Storage;

namespace FunctionsConnector.Actions.Queue.Messages;

/// <summary>Writes messages for the queues of results and of rejected messages.</summary>
internal static class ResultJson
{
    /// <summary>Added to the error of a rejected update whose text and error together exceed one message.</summary>
    public const string TooLargeToReject = "The text and this error do not fit into one message, so the text is on the poison queue.";

    /// <summary>The lists of a reply and of an error, the parts that can be long.</summary>
    private static readonly string[] Longest = ["fields", "details", "vendorMessages", "warnings"];

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// The properties of the HTTP reply, or of its error, and the message's id. The lists are left out where they exceed a message.
    /// </summary>
    /// <param name="reply">The reply of the update.</param>
    /// <param name="messageId">The sender's id of the message, else the queue's.</param>
    /// <param name="note">A sentence to add to the error's message; null for none.</param>
    public static string Result(ActionReply reply, string messageId, string? note = null)
    {
        var body = JsonElement.Parse(reply.Body.Span);
        var content = reply.Failure is null ? body : body.GetProperty("error");
        var whole = Write(writer => WriteResult(writer, content, messageId, reply.Failure is null, note, without: []));
        return Fits(whole) ? whole : Write(writer => WriteResult(writer, content, messageId, reply.Failure is null, note, Longest));
    }

    /// <summary>The message's text and its error, without the error's lists where they exceed a message; null where text and error never fit.</summary>
    public static string? Rejected(ActionReply reply, string text)
    {
        var error = JsonElement.Parse(reply.Body.Span).GetProperty("error");
        return new[] { [], Longest }.Select(without => Write(writer => WriteRejected(writer, error, text, without))).FirstOrDefault(Fits);
    }

    private static void WriteRejected(Utf8JsonWriter writer, JsonElement error, string text, string[] without)
    {
        writer.WriteStartObject();
        writer.WriteString("message", text);
        writer.WriteStartObject("error");
        WriteProperties(writer, error, note: null, without);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter writer, JsonElement content, string messageId, bool succeeded, string? note, string[] without)
    {
        writer.WriteStartObject();
        writer.WriteString("messageId", messageId);
        writer.WriteBoolean("succeeded", succeeded);
        WriteProperties(writer, content, note, [.. without, "succeeded"]);
        writer.WriteEndObject();
    }

    private static void WriteProperties(Utf8JsonWriter writer, JsonElement content, string? note, string[] without)
    {
        foreach (var property in content.EnumerateObject().Where(property => !without.Contains(property.Name)))
        {
            if (note is not null && property.NameEquals("message"))
            {
                writer.WriteString(property.Name, $"{property.Value.GetString()} {note}");
            }
            else
            {
                property.WriteTo(writer);
            }
        }
    }

    private static bool Fits(string json) => Encoding.UTF8.GetByteCount(json) <= StorageQueue.LargestMessage;

    private static string Write(Action<Utf8JsonWriter> write)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(text, Compact))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(text.WrittenSpan);
    }
}
