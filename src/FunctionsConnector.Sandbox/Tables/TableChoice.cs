namespace FunctionsConnector.Sandbox.Tables;

/// <summary>A choice of a field.</summary>
/// <param name="Value">The stored value.</param>
/// <param name="Label">The label.</param>
/// <param name="Parent">The value of the field that this choice depends on; empty if it is always offered.</param>
/// <param name="IsInactive">Whether the choice is no longer offered.</param>
public sealed record TableChoice(string Value, string Label, string Parent = "", bool IsInactive = false);
