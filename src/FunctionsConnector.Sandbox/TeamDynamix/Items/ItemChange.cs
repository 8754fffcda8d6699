namespace FunctionsConnector.Sandbox.TeamDynamix.Items;

/// <summary>The result of a change.</summary>
/// <param name="Refusal">The reason of the refusal; null for an applied change.</param>
/// <param name="Before">The item before.</param>
/// <param name="After">The item after.</param>
internal sealed record ItemChange(string? Refusal, ItemState Before, ItemState After);
