using System.Globalization;
using System.Text.Json;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Parsing;
using FunctionsConnector.Queue.Messages;

namespace FunctionsConnector.Queue.Functions;

/// <summary>
/// Reads the <c>{"Data":{…},"Metadata":{…}}</c> that the Functions host posts for a trigger. A value in it is a JSON object, or a text
/// that itself may be JSON: texts come quoted twice and numbers as text (seen of host 4.1037; ScriptInvocationContextExtensions.cs).
/// </summary>
internal static class Envelope
{
    /// <summary>The name of the triggers' binding in our <c>function.json</c> files.</summary>
    public const string Trigger = "message";

    private static readonly string[] IdNames = ["Id", "MessageId"];
    private static readonly string[] TriesNames = ["DequeueCount", "DeliveryCount"];
    private static readonly string[] TimeNames = ["InsertionTime", "EnqueuedTimeUtc"];

    public static Result<QueueMessage> Read(ReadOnlyMemory<byte> body, string invocationId)
    {
        JsonElement envelope;
        try
        {
            envelope = JsonElement.Parse(body.Span);
        }
        catch (JsonException)
        {
            return InvalidBody.Because("The call of the Functions host is not JSON.");
        }

        if (Property(envelope, "Data") is not { } data || Property(data, Trigger) is not { } value || Text(value) is not { } content)
        {
            return InvalidBody.Because($"The call of the Functions host has no message: Data.{Trigger} is not there.");
        }

        var metadata = new Metadata(envelope, content);
        return new QueueMessage(metadata.Text(IdNames) ?? invocationId, content.Value)
        {
            Tries = long.TryParse(metadata.Text(TriesNames), NumberStyles.None, CultureInfo.InvariantCulture, out var tries) ? tries : null,
            QueuedAt = DateTimeOffset.TryParse(metadata.Text(TimeNames), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null,
            InvocationId = invocationId,
        };
    }

    private static Content? Text(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            return new Content(value.GetRawText(), IsBinary: false);
        }

        var text = value.GetString()!;
        if (text.StartsWith('"'))
        {
            return new Content(Unquote(text), IsBinary: false);
        }

        // With dataType binary it is the base64 of the message's bytes, which may be base64 once more if its sender wrote it so.
        return value.TryGetBytesFromBase64(out var bytes)
            ? new Content(MessageText.Read(bytes) ?? text, IsBinary: true)
            : new Content(text, IsBinary: false);
    }

    private static string Unquote(string text)
    {
        if (!text.StartsWith('"'))
        {
            return text;
        }

        try
        {
            return JsonElement.Parse(text) is { ValueKind: JsonValueKind.String } inner ? inner.GetString()! : text;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return text;
        }
    }

    private static JsonElement? Property(JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        foreach (var property in element.EnumerateObject())
        {
            if (string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return property.Value;
            }
        }

        return null;
    }

    private sealed record Content(string Value, bool IsBinary);

    /// <summary>
    /// What the queue says of the message. Where the trigger is not binary the host overwrites it with whatever properties of the same
    /// name the message has itself (Utility.cs of the WebJobs SDK), so there only what the message does not say is believed.
    /// </summary>
    private sealed class Metadata(JsonElement envelope, Content content)
    {
        private readonly JsonElement _values = Property(envelope, "Metadata") ?? default;
        private readonly JsonElement _message = content.IsBinary ? default : ParseOrNothing(MessageText.Decode(content.Value));

        public string? Text(string[] names) => names
            .Where(name => Property(_message, name) is null)
            .Select(name => Property(_values, name))
            .OfType<JsonElement>()
            .Select(value => Unquote(value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText()))
            .FirstOrDefault(text => text.Length > 0);

        private static JsonElement ParseOrNothing(string text)
        {
            try
            {
                return JsonElement.Parse(text);
            }
            catch (JsonException)
            {
                return default;
            }
        }
    }
}
