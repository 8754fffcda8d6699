namespace FunctionsConnector.Sandbox.TeamDynamix.Attributes;

/// <summary>One choice of a custom attribute.</summary>
/// <param name="Id">Its id, which is what a value holds.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsActive">Whether it may still be chosen.</param>
public sealed record AttributeChoice(int Id, string Name, bool IsActive = true);
