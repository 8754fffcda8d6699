namespace FunctionsConnector.Sandbox.TeamDynamix.Items;

/// <summary>What came of a change.</summary>
/// <param name="Refusal">Why it was refused; null if it was not.</param>
/// <param name="Before">The item before.</param>
/// <param name="After">The item after.</param>
internal sealed record ItemChange(string? Refusal, ItemState Before, ItemState After);
