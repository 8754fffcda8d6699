using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FunctionsConnector.Core.Json;

/// <summary>
/// A JSON writer with its buffer, one per thread: finish one text before you take the buffer again. People read the texts in previews,
/// run histories and logs, so letters beyond ASCII are not escaped. No browser takes them for HTML, because they are sent as JSON.
/// </summary>
public sealed class JsonBuffer
{
    /// <summary>A larger buffer is not reused.</summary>
    private const int MostKept = 64 * 1024;

    [ThreadStatic]
    private static JsonBuffer? _ofThread;

    private readonly ArrayBufferWriter<byte> _bytes = new(2048);

    private JsonBuffer() => Writer = new Utf8JsonWriter(_bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Writes into this buffer.</summary>
    public Utf8JsonWriter Writer { get; }

    /// <summary>The written bytes, valid until this thread takes the buffer again.</summary>
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

    /// <summary>The written JSON, as text.</summary>
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
