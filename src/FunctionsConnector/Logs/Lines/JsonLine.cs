using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FunctionsConnector.Logs.Lines;

/// <summary>Writes an event of the log as one line of JSON: when, how grave, who, what, and the values in it by their names.</summary>
internal static class JsonLine
{
    private const string Template = "{OriginalFormat}";

    // Each line is written on the thread that has it to tell, so each thread has what it takes.
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    /// <returns>The line with its end. It holds until this thread writes another.</returns>
    public static ReadOnlySpan<byte> Of(
        DateTimeOffset now, LogLevel level, string category, EventId id, string message, Exception? exception, IReadOnlyList<KeyValuePair<string, object?>> values)
    {
        var buffer = _buffer ??= new ArrayBufferWriter<byte>(2048);
        var writer = _writer ??= new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        buffer.ResetWrittenCount();
        writer.Reset();

        writer.WriteStartObject();
        WriteTime(writer, now);
        writer.WriteNumber("EventId", id.Id);
        writer.WriteString("LogLevel", Name(level));
        writer.WriteString("Category", category);
        writer.WriteString("Message", message);
        if (exception is not null)
        {
            writer.WriteString("Exception", exception.ToString());
        }

        writer.WriteStartObject("State");
        for (var index = 0; index < values.Count; index++)
        {
            if (values[index] is { Key: not Template } value)
            {
                Write(writer, value.Key, value.Value);
            }
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.Flush();
        buffer.Write("\n"u8);
        return buffer.WrittenSpan;
    }

    private static void WriteTime(Utf8JsonWriter writer, DateTimeOffset now)
    {
        Span<char> text = stackalloc char[32];
        now.UtcDateTime.TryFormat(text, out var length, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        writer.WriteString("Timestamp", text[..length]);
    }

    private static void Write(Utf8JsonWriter writer, string name, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNull(name);
                break;
            case string text:
                writer.WriteString(name, text);
                break;
            case int number:
                writer.WriteNumber(name, number);
                break;
            case long number:
                writer.WriteNumber(name, number);
                break;
            case bool flag:
                writer.WriteBoolean(name, flag);
                break;
            default:
                writer.WriteString(name, Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }

    private static string Name(LogLevel level) => level switch
    {
        LogLevel.Information => nameof(LogLevel.Information),
        LogLevel.Warning => nameof(LogLevel.Warning),
        _ => level.ToString(),
    };
}
