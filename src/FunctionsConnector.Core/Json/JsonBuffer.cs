using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FunctionsConnector.Core.Json;

/// <summary>
/// What it takes to write JSON, one for each thread: have done with one text before the next is begun. Texts are read by people in
/// previews, run histories and logs, so apostrophes and letters beyond ASCII stay as they are; they are sent as JSON that no browser
/// sniffs, so nothing needs to be escaped for HTML.
/// </summary>
public sealed class JsonBuffer
{
    /// <summary>A larger one is not kept for the next text.</summary>
    private const int MostKept = 64 * 1024;

    [ThreadStatic]
    private static JsonBuffer? _ofThread;

    private readonly ArrayBufferWriter<byte> _bytes = new(2048);

    private JsonBuffer() => Writer = new Utf8JsonWriter(_bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Writes into this buffer.</summary>
    public Utf8JsonWriter Writer { get; }

    /// <summary>What was written. It holds until this thread takes the buffer again.</summary>
    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    /// <summary>This thread's buffer, empty.</summary>
    public static JsonBuffer Take()
    {
        if (_ofThread is not { _bytes.Capacity: <= MostKept } buffer)
        {
            return _ofThread = new JsonBuffer();
        }

        buffer._bytes.ResetWrittenCount();
        buffer.Writer.Reset();
        return buffer;
    }

    /// <summary>What was written, as text.</summary>
    public string ToText()
    {
        Writer.Flush();
        return Encoding.UTF8.GetString(Written);
    }

    /// <summary>Ends the JSON text with a line end.</summary>
    public ReadOnlySpan<byte> EndLine()
    {
        Writer.Flush();
        _bytes.Write("\n"u8);
        return Written;
    }
}
