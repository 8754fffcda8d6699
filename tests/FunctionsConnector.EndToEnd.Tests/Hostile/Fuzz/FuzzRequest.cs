namespace FunctionsConnector.EndToEnd.Tests.Hostile.Fuzz;

/// <summary>A request before its serialization.</summary>
/// <param name="Method">The method.</param>
/// <param name="Target">Path and query of the request line.</param>
/// <param name="Headers">Name and value; the headers of the body are added automatically.</param>
/// <param name="Body">The body; null for none.</param>
internal sealed record FuzzRequest(string Method, string Target, IReadOnlyList<(string Name, string Value)> Headers, byte[]? Body)
{
    public byte[] ToBytes()
    {
        var head = new StringBuilder().Append(Method).Append(' ').Append(Target).Append(" HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        foreach (var (name, value) in Headers)
        {
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        if (Body is not null)
        {
            head.Append("Content-Length: ").Append(Body.Length.ToString(CultureInfo.InvariantCulture)).Append("\r\n");
        }

        return [.. Encoding.Latin1.GetBytes(head.Append("\r\n").ToString()), .. Body ?? []];
    }
}
