namespace FunctionsConnector.Sandbox.Server;

/// <summary>One call as a simulated system sees it, its body read to the end.</summary>
/// <param name="Method">HTTP method in capitals.</param>
/// <param name="Path">Decoded path without the system's own prefix, starting with a slash.</param>
/// <param name="Query">Decoded query parameters.</param>
/// <param name="Headers">Request headers; names are case-insensitive.</param>
/// <param name="Body">Request body as text; empty if there was none.</param>
public sealed record SandboxRequest(string Method, string Path, IQueryCollection Query, IHeaderDictionary Headers, string Body);
