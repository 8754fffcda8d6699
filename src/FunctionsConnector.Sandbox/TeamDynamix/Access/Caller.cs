namespace FunctionsConnector.Sandbox.TeamDynamix.Access;

/// <summary>Who a token belongs to.</summary>
/// <param name="Name">The login name.</param>
/// <param name="Uid">The person behind it.</param>
/// <param name="IsKeyAdmin">Whether the organisation's key was used, which allows everything.</param>
internal sealed record Caller(string Name, string Uid, bool IsKeyAdmin);
