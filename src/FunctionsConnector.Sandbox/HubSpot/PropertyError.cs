namespace FunctionsConnector.Sandbox.HubSpot;

/// <summary>Why the value of a property is refused.</summary>
internal sealed record PropertyError(string Property, string Code, string Message);
