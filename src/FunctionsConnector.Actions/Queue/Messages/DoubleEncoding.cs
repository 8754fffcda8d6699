using System.Runtime.InteropServices;
using System.Text.Json;
using FunctionsConnector.Actions.Parsing;
using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Actions.Queue.Messages;

/// <summary>
/// Recognises a message that was encoded twice. Client libraries and the actions of flows encode by themselves, so an author who does it too
/// gets such a message. It is refused with its cause: what is encoded once more could also be meant.
/// </summary>
internal static class DoubleEncoding
{
    /// <returns>The cause; null where the text is not JSON for another reason.</returns>
    public static Failure? Of(string text)
    {
        var start = text.AsSpan().TrimStart();
        return start.StartsWith("{\\\"") || start.StartsWith("[{\\\"")
            ? InvalidBody.Because("The message has a backslash before each quote: it was written as JSON text twice. Put the object itself into the message.")
            : MessageText.Decode(text) is var decoded && decoded != text && decoded.AsSpan().TrimStart() is ['{' or '[' or '"', ..]
                ? InvalidBody.Because("The message is base64 of base64: it was encoded twice. Leave out base64(), or turn off the encoding of the client that puts it.")
                : null;
    }

    /// <returns>The cause; null for JSON of another kind.</returns>
    public static Failure? Of(JsonElement message) =>
        message.ValueKind == JsonValueKind.String && JsonMarshal.GetRawUtf8Value(message)[1..].TrimStart(" "u8) is [(byte)'{' or (byte)'[', ..]
        ? InvalidBody.Because("The message is a JSON text with the update inside: it was written as JSON twice. Leave out string(), or serialise once.")
        : null;
}
