namespace FunctionsConnector.Core.Reading;

/// <summary>One field of a record that has a value.</summary>
/// <param name="Field">Its API name.</param>
/// <param name="Label">The label that people see.</param>
/// <param name="Value">The value's canonical text.</param>
/// <param name="DisplayValue">The label of the choice, or the value.</param>
public sealed record FieldView(string Field, string Label, string Value, string DisplayValue)
{
    /// <summary>Whether the value is an id whose label is known: that of a choice, or of a record that the system shows with its name.</summary>
    public bool HasLabel { get; init; }
}
