namespace FunctionsConnector.Core.Updates;

/// <summary>The outcome for one field.</summary>
/// <param name="Field">Its API name.</param>
/// <param name="Label">The label that people see.</param>
/// <param name="Value">The value's canonical text; null where the field was cleared.</param>
/// <param name="DisplayValue">The label of the choice, or the value.</param>
/// <param name="PreviousValue">What it held before; null where it was empty or the record was not read first.</param>
public sealed record FieldOutcome(string Field, string Label, string? Value, string? DisplayValue, string? PreviousValue)
{
    /// <summary>The value that was asked for, where the record shows it in the system's own form.</summary>
    public string? RequestedValue { get; init; }

    /// <summary>What the system did to it, in words.</summary>
    public string? Adjustment { get; init; }
}
