namespace FunctionsConnector.Core.Patching;

/// <summary>The HTTP request of an update, byte for byte, without credentials.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Url">The full URL.</param>
/// <param name="Body">The JSON text.</param>
public sealed record Patch(string Method, Uri Url, string Body)
{
    /// <summary>The headers that decide what it does, such as <c>If-Match</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];
}
