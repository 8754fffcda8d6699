using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using FunctionsConnector.Actions.Parsing;
using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Actions.Queue.Messages;

/// <summary>A parsed message: the record to update, and the body that an HTTP caller would send.</summary>
/// <param name="Id">The sender's id of the message; null where it has none.</param>
/// <param name="System">The target system.</param>
/// <param name="RecordType">The record type's id.</param>
/// <param name="RecordId">The record's id.</param>
/// <param name="Body">The other properties of the message: the body of UpdateFields.</param>
internal sealed record UpdateMessage(string? Id, string System, string RecordType, string RecordId, ReadOnlyMemory<byte> Body)
{
    private const int LongestId = 200;
    private const int MaxDepth = 32;

    /// <summary>
    /// Properties of a delivered message. Some senders copy them into the text; they are ignored, because the queue's own values count.
    /// </summary>
    private static readonly string[] QueueProperties = ["dequeueCount", "popReceipt", "insertionTime", "expirationTime", "nextVisibleTime"];

    /// <summary>The prefix of properties that the Functions host's output bindings add, such as <c>$AzureWebJobsParentId</c>.</summary>
    private const string HostPrefix = "$AzureWebJobs";

    /// <summary>The message and the sender's id, which may be known even where the message is not valid.</summary>
    public static (string? Id, Result<UpdateMessage> Message) Read(string text)
    {
        if (!Parse(MessageText.Decode(text)).Succeeded(out var message, out var failure))
        {
            return (null, failure);
        }

        string? eventId = null;
        if (CloudEvent.IsOne(message) || EventGridEvent.IsOne(message))
        {
            // A longer id would not fit into a result; then the queue's own id names the message.
            eventId = message.Optional("id") is { ValueKind: JsonValueKind.String } id && id.GetString() is { Length: <= LongestId } fitting ? fitting : null;
            var carried = CloudEvent.IsOne(message) ? CloudEvent.DataOf(message) : EventGridEvent.DataOf(message);
            if (!carried.Succeeded(out var data, out failure) || !Parse(data).Succeeded(out message, out failure))
            {
                return (eventId, failure);
            }
        }

        if (!ReadId(message).Succeeded(out var ownId, out failure))
        {
            return (eventId, failure);
        }

        var known = ownId.Length > 0 ? ownId : eventId;
        return (known, Read(known, message));
    }

    private static Result<UpdateMessage> Read(string? id, JsonElement message) =>
        !Required(message, "system", "the name of the target system").Succeeded(out var system, out var failure)
        || !Required(message, "recordType", "the id of the record type").Succeeded(out var recordType, out failure)
        || !Required(message, "recordId", "the id of the record").Succeeded(out var recordId, out failure)
            ? failure
            : new UpdateMessage(id, system, recordType, recordId, RestOf(message));

    private static Result<JsonElement> Parse(string text)
    {
        JsonElement message;
        try
        {
            message = JsonElement.Parse(text, new JsonDocumentOptions { MaxDepth = MaxDepth });
        }
        catch (JsonException exception)
        {
            return DoubleEncoding.Of(text) ?? InvalidBody.Because(
                $"The message is not JSON, or is nested more than {MaxDepth} deep, at line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}.");
        }

        // Event Grid delivers lists of events to some destinations; a message has one.
        message = message.ValueKind == JsonValueKind.Array && message.GetArrayLength() == 1 ? message[0] : message;
        return message.ValueKind switch
        {
            JsonValueKind.Object => JsonText.Problem(message) is { } problem ? problem : message,
            JsonValueKind.Array => InvalidBody.Because($"The message is a list of {message.GetArrayLength()}. Put each update into a message of its own."),
            _ => DoubleEncoding.Of(message) ?? InvalidBody.Because("The message must be a JSON object."),
        };
    }

    private static Result<string> ReadId(JsonElement message) => Text(message.Optional("id")) switch
    {
        null when message.Optional("id") is null => string.Empty,
        { Length: <= LongestId } id => id,
        _ => InvalidBody.WrongType("id", $"a text of at most {LongestId} characters"),
    };

    private static Result<string> Required(JsonElement message, string name, string what) =>
        Text(message.Optional(name)) is { } text ? text : InvalidBody.Because($"'{name}' is missing or not a text: {what}.", name);

    private static string? Text(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };

    private static ReadOnlyMemory<byte> RestOf(JsonElement message)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(body, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            foreach (var property in message.EnumerateObject().Where(property => !IsMessageProperty(property.Name)))
            {
                property.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return body.WrittenMemory;
    }

    private static bool IsMessageProperty(string name) =>
        name is "id" or "system" or "recordType" or "recordId"
        || QueueProperties.Contains(name, StringComparer.OrdinalIgnoreCase)
        || name.StartsWith(HostPrefix, StringComparison.Ordinal);
}
