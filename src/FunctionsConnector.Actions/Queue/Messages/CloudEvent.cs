using System.Text.Json;
using FunctionsConnector.Actions.Parsing;
using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Actions.Queue.Messages;

/// <summary>An event in the CloudEvents 1.0 JSON format, which carries the message as its data.</summary>
internal static class CloudEvent
{
    private const string Version = "specversion";

    public static bool IsOne(JsonElement message) => message.TryGetProperty(Version, out _);

    /// <summary>
    /// The JSON text of the event's data. It is in <c>data</c>, as JSON or as a text, or in <c>data_base64</c> (CloudEvents JSON
    /// event format 1.0, section 3.1).
    /// </summary>
    public static Result<string> DataOf(JsonElement message)
    {
        if (message.GetProperty(Version) is not { ValueKind: JsonValueKind.String } version || version.GetString() is not "1.0")
        {
            return InvalidBody.Because("The message is a CloudEvent of a version other than 1.0.", Version);
        }

        return message.Optional("data") switch
        {
            { ValueKind: JsonValueKind.String } text => MessageText.Decode(text.GetString()!),
            { } data => data.GetRawText(),
            null => message.Optional("data_base64") is { ValueKind: JsonValueKind.String } encoded
                    && encoded.TryGetBytesFromBase64(out var bytes)
                    && MessageText.Read(bytes) is { } decoded
                ? decoded
                : InvalidBody.Because("The message is a CloudEvent without data: give the update as its 'data'.", "data"),
        };
    }
}
