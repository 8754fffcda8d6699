using System.Text.Json;
using FunctionsConnector.Actions.Parsing;
using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Actions.Queue.Messages;

/// <summary>
/// An event in Event Grid's own schema, which carries the message as its data
/// (https://learn.microsoft.com/azure/event-grid/event-schema). A subscription whose author did not choose CloudEvents delivers it.
/// </summary>
internal static class EventGridEvent
{
    public static bool IsOne(JsonElement message) => message.TryGetProperty("eventType", out _) && !message.TryGetProperty("system", out _);

    /// <summary>The JSON text of the event's data, which is JSON or a text.</summary>
    public static Result<string> DataOf(JsonElement message) => message.Optional("data") switch
    {
        { ValueKind: JsonValueKind.String } text => MessageText.Decode(text.GetString()!),
        { } data => data.GetRawText(),
        null => InvalidBody.Because("The message is an Event Grid event without data: give the update as its 'data'.", "data"),
    };
}
