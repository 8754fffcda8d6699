using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FunctionsConnector.Actions.Operations;
using FunctionsConnector.Actions.Queue.Storage;
using FunctionsConnector.Core.Catalog;

namespace FunctionsConnector.Actions.Queue.Messages;

/// <summary>Writes messages for the queues of results and of rejected messages.</summary>
internal static class ResultJson
{
    /// <summary>Added to the error of a rejected update whose text and error together exceed one message.</summary>
    public const string TooLargeToReject = "The text and this error do not fit into one message, so the text is on the poison queue.";

    private const string WithoutLists = "The lists of this result do not fit into a message, so they are left out.";
    private const string Shortened = "This result does not fit into a message, so its lists are left out and its texts are shortened.";

    /// <summary>With at most six bytes a character, all texts of a result together fit into a message.</summary>
    private const int MostCharacters = 500;

    /// <summary>The lists of a reply and of an error, the parts that can be long.</summary>
    private static readonly string[] Longest = ["fields", "details", "vendorMessages"];

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// The properties of the HTTP reply, or of its error, and the message's id. Where they exceed a message, the lists are left out, then the
    /// texts are shortened; the error's message, or a warning, says so.
    /// </summary>
    /// <param name="reply">The reply of the update.</param>
    /// <param name="messageId">The sender's id of the message, else the queue's.</param>
    /// <param name="note">A sentence to add to the error's message; null for none.</param>
    public static string Result(ActionReply reply, string messageId, string? note = null)
    {
        var body = JsonElement.Parse(reply.Body.Span);
        var content = reply.Failure is null ? body : body.GetProperty("error");
        string Write(Form form) => ResultJson.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("messageId", messageId);
            writer.WriteBoolean("succeeded", reply.Failure is null);
            WriteProperties(writer, content, note, form);
            if (reply.Failure is null && form.Note is { } left)
            {
                writer.WriteStartArray("warnings");
                writer.WriteStringValue(left);
                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        });

        return Form.All.Select(form => Write(form with { Without = [.. form.Without, "succeeded"] })).First(Fits);
    }

    /// <summary>The message's text and its error, which is shortened where they exceed a message; null where text and error never fit.</summary>
    public static string? Rejected(ActionReply reply, string text)
    {
        var error = JsonElement.Parse(reply.Body.Span).GetProperty("error");
        return Form.All.Select(form => Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("message", text);
            writer.WriteStartObject("error");
            WriteProperties(writer, error, note: null, form);
            writer.WriteEndObject();
            writer.WriteEndObject();
        })).FirstOrDefault(Fits);
    }

    private static void WriteProperties(Utf8JsonWriter writer, JsonElement content, string? note, Form form)
    {
        foreach (var property in content.EnumerateObject().Where(property => !form.Without.Contains(property.Name)))
        {
            if (property.NameEquals("message"))
            {
                writer.WriteString(property.Name, string.Join(' ', new[] { form.Shorten(property.Value.GetString()!), note, form.Note }.OfType<string>()));
            }
            else if (form.IsShort && property.Value.ValueKind == JsonValueKind.String)
            {
                writer.WriteString(property.Name, form.Shorten(property.Value.GetString()!));
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

    /// <summary>How much of a reply is written.</summary>
    /// <param name="Without">The properties that are left out.</param>
    /// <param name="Note">What says so.</param>
    /// <param name="IsShort">Whether texts are shortened.</param>
    private sealed record Form(string[] Without, string? Note, bool IsShort)
    {
        /// <summary>From the whole reply to one that always fits.</summary>
        public static readonly IReadOnlyList<Form> All =
            [new([], null, IsShort: false), new([.. Longest, "warnings"], WithoutLists, IsShort: false), new([.. Longest, "warnings"], Shortened, IsShort: true)];

        public string Shorten(string text) => IsShort ? Presentation.Shorten(text, MostCharacters) : text;
    }
}
