namespace FunctionsConnector.Sandbox.TeamDynamix.Access;

/// <summary>The owner of a token.</summary>
/// <param name="Name">The login name.</param>
/// <param name="Uid">The UID of the person.</param>
/// <param name="IsKeyAdmin">Whether the login used the organisation's key, which has all permissions.</param>
internal sealed record Caller(string Name, string Uid, bool IsKeyAdmin);
