namespace FunctionsConnector.EndToEnd.Tests.Hostile.Raw;

/// <summary>A reply without interpretation.</summary>
/// <param name="Status">The status.</param>
/// <param name="Headers">Name and value, in their order.</param>
/// <param name="Body">The body.</param>
internal sealed record RawReply(int Status, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public JsonElement Json => JsonElement.Parse(Body);

    public string? Code => Json.GetProperty("error").GetProperty("code").GetString();

    /// <summary>
    /// Whether the web server refused the request as invalid HTTP. It returns only a status and closes the connection, before any code of
    /// the connector runs.
    /// </summary>
    public bool IsOfTheServer => Body.Length == 0 && Closes && (Status is 400 or 408 or 411 or 413 or 414 or 417 or 431 or 501 or 505 || IsForConnectAlone);

    public bool Closes => string.Equals(Header("Connection"), "close", StringComparison.OrdinalIgnoreCase);

    /// <summary>A target without a slash is an authority, which is valid only for CONNECT (RFC 9112 section 3.2.3). No route of the connector allows CONNECT.</summary>
    private bool IsForConnectAlone => Status == 405 && Header("Allow") == "CONNECT";

    public string? Header(string name) => Headers.FirstOrDefault(header => string.Equals(header.Key, name, StringComparison.OrdinalIgnoreCase)).Value;
}
