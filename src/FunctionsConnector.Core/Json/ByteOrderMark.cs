namespace FunctionsConnector.Core.Json;

/// <summary>The UTF-8 byte order mark, which some clients and servers put before JSON. A reader may ignore it (RFC 8259 section 8.1).</summary>
public static class ByteOrderMark
{
    private static ReadOnlySpan<byte> Mark => [0xEF, 0xBB, 0xBF];

    /// <summary>The text without its mark; the same memory where it has none.</summary>
    public static ReadOnlyMemory<byte> Remove(ReadOnlyMemory<byte> text) => text.Span.StartsWith(Mark) ? text[Mark.Length..] : text;
}
