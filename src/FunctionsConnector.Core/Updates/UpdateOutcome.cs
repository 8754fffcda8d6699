namespace FunctionsConnector.Core.Updates;

/// <summary>How an update ended that did not fail.</summary>
public enum OutcomeKind
{
    /// <summary>The new values were seen in the record.</summary>
    Applied,

    /// <summary>The record already had these values; nothing was sent.</summary>
    Unchanged,

    /// <summary>The system said yes, and the caller did not want it verified.</summary>
    Accepted,
}

/// <summary>What became of an update.</summary>
/// <param name="Kind">How it ended.</param>
/// <param name="System">The target system, as configured.</param>
/// <param name="RecordType">The record type's id.</param>
/// <param name="RecordId">The record's id.</param>
/// <param name="Fields">The fields that the update named, with their new values.</param>
public sealed record UpdateOutcome(OutcomeKind Kind, string System, string RecordType, string RecordId, IReadOnlyList<FieldOutcome> Fields);

/// <summary>What became of one field.</summary>
/// <param name="Field">Its API name.</param>
/// <param name="Label">What a person reads.</param>
/// <param name="Value">The value's canonical text; null where the field is now empty.</param>
/// <param name="DisplayValue">The label of the choice, or the value.</param>
/// <param name="PreviousValue">What it held before; null where it was empty or the record was not read first.</param>
public sealed record FieldOutcome(string Field, string Label, string? Value, string? DisplayValue, string? PreviousValue);
