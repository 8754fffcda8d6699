namespace FunctionsConnector.Core.Patching;

/// <summary>The request that makes an update, exactly as it is sent; credentials are not part of it.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Url">Where it goes.</param>
/// <param name="Body">The JSON text, byte for byte.</param>
public sealed record Patch(string Method, Uri Url, string Body);
