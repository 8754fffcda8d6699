using System.Text.Json;
using System.Text.Json.Serialization;
using FunctionsConnector.Core.Json;

namespace FunctionsConnector.Actions.Queue.Messages;

/// <summary>A message that waits for its next try: <c>{"postponed":{…}}</c>, put with a visibility delay in place of the one that was tried.</summary>
/// <param name="Text">The sender's text.</param>
/// <param name="Id">The queue's id of the sender's message.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="QueuedAt">When the sender's message was put.</param>
internal sealed record PostponedMessage(
    [property: JsonRequired] string Text, [property: JsonRequired] string Id, [property: JsonRequired] long Attempts, [property: JsonRequired] DateTimeOffset QueuedAt)
{
    private const string Start = "{\"postponed\":";

    public static PostponedMessage Of(QueueMessage message) => new(message.Text, message.Id, message.Attempt, message.QueuedAt);

    /// <summary>The message that was postponed, or null where the text is none that this product has put.</summary>
    public static PostponedMessage? Read(string text)
    {
        // Nearly every message is none, and few are short.
        if (!text.StartsWith(Start, StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(text, PostponedJson.Default.PostponedEnvelope)?.Postponed is { Attempts: > 0 } postponed ? postponed : null;
        }
        catch (JsonException)
        {
            // A sender's own message that begins alike; it gets the answer of any text that is no update.
            return null;
        }
    }

    public string Write()
    {
        // Its writer leaves letters as they are: escaped ones would take up to six times the room of a message.
        var buffer = JsonBuffer.Take();
        JsonSerializer.Serialize(buffer.Writer, new PostponedEnvelope(this), PostponedJson.Default.PostponedEnvelope);
        return buffer.ToText();
    }
}

/// <summary>What stands around a <see cref="PostponedMessage"/>.</summary>
/// <param name="Postponed">The message.</param>
internal sealed record PostponedEnvelope([property: JsonRequired] PostponedMessage Postponed);

/// <summary>Reads and writes postponed messages.</summary>
[JsonSerializable(typeof(PostponedEnvelope))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true)]
internal sealed partial class PostponedJson : JsonSerializerContext;
