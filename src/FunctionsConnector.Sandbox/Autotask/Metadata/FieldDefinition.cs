using FunctionsConnector.Sandbox.Values;

namespace FunctionsConnector.Sandbox.Autotask.Metadata;

/// <summary>A standard or user-defined field of the simulated tenant.</summary>
/// <param name="Name">API name; matched without regard to case for standard fields, exactly for user-defined ones.</param>
/// <param name="DataType">Type of its values.</param>
public sealed record FieldDefinition(string Name, FieldDataType DataType)
{
    /// <summary>Label; only user-defined fields have one in metadata.</summary>
    public string Label { get; init; } = Name;

    /// <summary>Longest text in characters; 0 where it does not apply.</summary>
    public int Length { get; init; }

    /// <summary>Cannot be empty.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Values are ignored; the response is still a 200.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>The referenced entity's name, in the singular; empty if the field is no reference.</summary>
    public string ReferenceEntityType { get; init; } = "";

    /// <summary>Values of a picklist; null for a field without one.</summary>
    public IReadOnlyList<ChoiceDefinition>? Choices { get; init; }

    /// <summary>In a dependent picklist, the parent field in the case of the metadata; otherwise empty.</summary>
    public string ParentField { get; init; } = "";

    /// <summary>Values are ignored with a 200, although metadata calls the field writable.</summary>
    public bool IsSilentlyIgnored { get; init; }

    /// <summary>The vendor sets it to the current time at each change of the record.</summary>
    public bool IsChangeStamp { get; init; }

    /// <summary>Of a date-time: whether the user interface takes no time. The API then takes the date and sets midnight.</summary>
    public bool IsDay { get; init; }

    /// <summary>What happens to a value before it is stored.</summary>
    public StoredForm Form { get; init; }

    // Metadata of some tenants writes 05 where records hold the number 5.
    internal ChoiceDefinition? FindChoice(string value) => Choices?.FirstOrDefault(choice =>
        choice.Value == value || (DataType is FieldDataType.Integer && choice.Value.TrimStart('0') == value));
}
