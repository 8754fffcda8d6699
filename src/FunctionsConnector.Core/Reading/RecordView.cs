namespace FunctionsConnector.Core.Reading;

/// <summary>A record as a caller sees it; empty fields are left out.</summary>
public sealed record RecordView(string System, string RecordType, string RecordId, IReadOnlyList<FieldView> Fields);

/// <summary>One field of a record that has a value.</summary>
/// <param name="Field">Its API name.</param>
/// <param name="Label">What a person reads.</param>
/// <param name="Value">The value's canonical text.</param>
/// <param name="DisplayValue">The label of the choice, or the value.</param>
public sealed record FieldView(string Field, string Label, string Value, string DisplayValue);
