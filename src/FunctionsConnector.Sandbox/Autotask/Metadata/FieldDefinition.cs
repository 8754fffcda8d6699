namespace FunctionsConnector.Sandbox.Autotask.Metadata;

/// <summary>One standard or user-defined field as the simulated tenant knows it.</summary>
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

    /// <summary>A value sent is ignored without a word.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>Name of the entity whose ids it holds, in the singular; empty if it holds none.</summary>
    public string ReferenceEntityType { get; init; } = "";

    /// <summary>Values of a picklist; null if it is none.</summary>
    public IReadOnlyList<ChoiceDefinition>? Choices { get; init; }

    /// <summary>In a dependent picklist, the field it depends on, in the casing of the metadata; else empty.</summary>
    public string ParentField { get; init; } = "";

    /// <summary>A value sent is ignored without a word although metadata calls the field writable.</summary>
    public bool IsSilentlyIgnored { get; init; }

    /// <summary>The vendor itself sets it to the current time whenever the record is changed.</summary>
    public bool IsChangeStamp { get; init; }

    // Metadata of some tenants writes 05 where records hold the number 5.
    internal ChoiceDefinition? FindChoice(string value) => Choices?.FirstOrDefault(choice =>
        choice.Value == value || (DataType is FieldDataType.Integer && choice.Value.TrimStart('0') == value));
}
