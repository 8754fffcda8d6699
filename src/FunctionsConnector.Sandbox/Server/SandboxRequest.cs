namespace FunctionsConnector.Sandbox.Server;

/// <summary>A request to a simulated system, with its whole body.</summary>
/// <param name="Method">HTTP method in capitals.</param>
/// <param name="Path">Decoded path without the system's prefix, with a leading slash.</param>
/// <param name="Query">Decoded query parameters.</param>
/// <param name="Headers">Request headers; names are case-insensitive.</param>
/// <param name="Body">Request body as text; empty if there was none.</param>
public sealed record SandboxRequest(string Method, string Path, IQueryCollection Query, IHeaderDictionary Headers, string Body);
