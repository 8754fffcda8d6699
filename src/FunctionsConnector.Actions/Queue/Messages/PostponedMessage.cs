using System.Text.Json;
using System.Text.Json.Serialization;
using FunctionsConnector.Core.Json;

namespace FunctionsConnector.Actions.Queue.Messages;

/// <summary>A message that waits for its next attempt: <c>{"postponed":{…}}</c>, put with a visibility delay, replaces the one that failed.</summary>
/// <param name="Text">The sender's text.</param>
/// <param name="Id">The queue's id of the sender's message.</param>
/// <param name="Attempts">The number of attempts so far.</param>
/// <param name="QueuedAt">When the sender's message was put.</param>
internal sealed record PostponedMessage(
    [property: JsonRequired] string Text, [property: JsonRequired] string Id, [property: JsonRequired] long Attempts, [property: JsonRequired] DateTimeOffset QueuedAt)
{
    private const string Start = "{\"postponed\":";

    /// <summary>The message after an attempt that failed.</summary>
    public static PostponedMessage Of(QueueMessage message) => new(message.Text, message.Id, message.Attempt, message.QueuedAt);

    /// <summary>The message after a delivery that was no attempt.</summary>
    public static PostponedMessage AfterWait(QueueMessage message) => Of(message) with { Attempts = message.Attempt - 1 };

    /// <summary>The postponed message, or null where the text is a sender's own.</summary>
    public static PostponedMessage? Read(string text)
    {
        // Nearly every message is a sender's own, and many are long: this check saves parsing them.
        if (!text.StartsWith(Start, StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(text, PostponedJson.Default.PostponedEnvelope)?.Postponed is { Attempts: >= 0 } postponed ? postponed : null;
        }
        catch (JsonException)
        {
            // A sender's own message that begins alike. It is rejected like any invalid message.
            return null;
        }
    }

    public string Write()
    {
        // Its writer does not escape letters: escaped ones would need up to six times the space.
        var buffer = JsonBuffer.Take();
        JsonSerializer.Serialize(buffer.Writer, new PostponedEnvelope(this), PostponedJson.Default.PostponedEnvelope);
        return buffer.ToText();
    }
}

/// <summary>The JSON object around a <see cref="PostponedMessage"/>.</summary>
/// <param name="Postponed">The message.</param>
internal sealed record PostponedEnvelope([property: JsonRequired] PostponedMessage Postponed);

/// <summary>Reads and writes postponed messages.</summary>
[JsonSerializable(typeof(PostponedEnvelope))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true)]
internal sealed partial class PostponedJson : JsonSerializerContext;
