namespace FunctionsConnector.Sandbox.Server;

/// <summary>A response of a simulated system.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">Body text; empty for none.</param>
/// <param name="ContentType">Content type of the body; not sent when the body is empty.</param>
public sealed record SandboxResponse(int Status, string Body = "", string ContentType = SandboxResponse.Json)
{
    /// <summary>The usual content type of a vendor's response.</summary>
    public const string Json = "application/json; charset=utf-8";

    /// <summary>Further response headers.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = NoHeaders;

    private static readonly IReadOnlyDictionary<string, string> NoHeaders = new Dictionary<string, string>();
}
