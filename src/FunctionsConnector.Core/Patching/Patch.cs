namespace FunctionsConnector.Core.Patching;

/// <summary>The HTTP request of an update, byte for byte, without credentials.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Url">The full URL.</param>
/// <param name="Body">The JSON text.</param>
public sealed record Patch(string Method, Uri Url, string Body)
{
    /// <summary>The header by which a system makes the update only while the record has a version (RFC 9110 section 13.1.1).</summary>
    public const string IfMatch = "If-Match";

    /// <summary>The headers that decide what it does, such as <c>If-Match</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];
}
