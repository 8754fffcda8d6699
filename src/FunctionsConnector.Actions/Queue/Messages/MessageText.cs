using System.Buffers.Text;
using System.Text;

namespace FunctionsConnector.Actions.Queue.Messages;

/// <summary>
/// Reads a message's text, plain or as base64, which most client libraries of storage queues write.
/// </summary>
internal static class MessageText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// The decoded text, or the text itself where it is not base64. A plain word can look like base64, but hardly ever decodes to
    /// readable text.
    /// </summary>
    public static string Decode(string text)
    {
        if (text.TrimStart().StartsWith('{') || !Base64.IsValid(text))
        {
            return text;
        }

        var bytes = Convert.FromBase64String(text);
        return Read(bytes) is { Length: > 0 } decoded && IsReadable(decoded) ? decoded : text;
    }

    /// <summary>The text of these bytes, or null where they are not UTF-8.</summary>
    public static string? Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Strict.GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static bool IsReadable(string text) => text.All(character => !char.IsControl(character) || character is '\t' or '\r' or '\n');
}
