namespace FunctionsConnector.Core.Updates;

/// <summary>The outcome for one field.</summary>
/// <param name="Field">Its API name.</param>
/// <param name="Label">The label that people see.</param>
/// <param name="Value">The value's canonical text; null where the field is now empty.</param>
/// <param name="DisplayValue">The label of the choice, or the value.</param>
/// <param name="PreviousValue">What it held before; null where it was empty or the record was not read first.</param>
public sealed record FieldOutcome(string Field, string Label, string? Value, string? DisplayValue, string? PreviousValue);
