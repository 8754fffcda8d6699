namespace FunctionsConnector.Actions.Rendering;

/// <summary>The request to the vendor.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Url">The full URL.</param>
/// <param name="Body">
/// The exact text of the body. It is a text because platforms check replies against the connector definition, which cannot
/// describe a vendor's nulls and arrays.
/// </param>
public sealed record PreviewedRequest(string Method, string Url, string Body);
