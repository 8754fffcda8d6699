using System.Globalization;
using System.Text.Json;
using FunctionsConnector.Core.Json;

namespace FunctionsConnector.Server.Logs.Lines;

/// <summary>Writes a log event as one line of JSON: time, level, category, message, and its values by name.</summary>
internal static class JsonLine
{
    private const string Template = "{OriginalFormat}";

    /// <returns>The line with its line end. It is valid until this thread writes the next one.</returns>
    public static ReadOnlySpan<byte> Of(
        DateTimeOffset now, LogLevel level, string category, EventId id, string message, Exception? exception, IReadOnlyList<KeyValuePair<string, object?>> values)
    {
        var buffer = JsonBuffer.Take();
        var writer = buffer.Writer;
        writer.WriteStartObject();
        writer.WriteString("Timestamp", ToMilliseconds(now.UtcDateTime));
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
        return buffer.EndLine();
    }

    private static DateTime ToMilliseconds(DateTime now) => new(now.Ticks - (now.Ticks % TimeSpan.TicksPerMillisecond), DateTimeKind.Utc);

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
