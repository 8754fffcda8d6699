namespace FunctionsConnector.Actions.Settings;

/// <summary>The settings <c>Connector:Contact</c>: whom users of the connector ask. Each is null where it is not set.</summary>
/// <param name="Name">The name of a person or a team.</param>
/// <param name="Url">The address of a page.</param>
/// <param name="Email">The e-mail address.</param>
internal sealed record ContactSettings(string? Name, Uri? Url, string? Email);
