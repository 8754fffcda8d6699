namespace FunctionsConnector.Sandbox.TeamDynamix.Attributes;

/// <summary>One choice of a custom attribute.</summary>
/// <param name="Id">Its id, which values contain.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsActive">Whether it can be chosen.</param>
public sealed record AttributeChoice(int Id, string Name, bool IsActive = true);
