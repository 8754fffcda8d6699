using System.Buffers.Text;
using System.Text;

namespace FunctionsConnector.Actions.Queue.Messages;

/// <summary>
/// Reads a message's text whether its sender wrote it as it is or as base64, as most client libraries of storage queues do.
/// </summary>
internal static class MessageText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// The text behind the base64, or the text itself. A plain word can look like base64, but hardly ever like base64 of something
    /// that people can read.
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
