namespace FunctionsConnector.Core.Reading;

/// <summary>One field of a record that has a value.</summary>
/// <param name="Field">Its API name.</param>
/// <param name="Label">The label that people see.</param>
/// <param name="Value">The value's canonical text.</param>
/// <param name="DisplayValue">The label of the choice, or the value.</param>
public sealed record FieldView(string Field, string Label, string Value, string DisplayValue);
