namespace FunctionsConnector.Core.Catalog;

/// <summary>A standard or custom field of a record type.</summary>
/// <param name="Name">The API name: unique within the record type, case aside.</param>
/// <param name="Label">What a person reads.</param>
/// <param name="Type">How its values are written.</param>
public sealed record Field(string Name, string Label, FieldType Type)
{
    /// <summary>The id of a custom field, where its system gives it one.</summary>
    public string? Id { get; init; }

    public bool IsCustom { get; init; }

    /// <summary>False where the system says that the field cannot be changed.</summary>
    public bool IsWritable { get; init; } = true;

    /// <summary>Why it cannot be changed, as a sentence for the caller; null for the usual reason.</summary>
    public string? ReadOnlyReason { get; init; }

    /// <summary>True where the field cannot be cleared.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The most UTF-16 code units a text may have; null where the system does not say.</summary>
    public int? MaxLength { get; init; }

    /// <summary>The choices of a picklist, inactive ones included; null where the field is not a picklist.</summary>
    public IReadOnlyList<Choice>? Choices { get; init; }

    /// <summary>True where the field holds several choices at once.</summary>
    public bool AllowsMultiple { get; init; }

    /// <summary>The API name of the field whose choice decides which choices this one has.</summary>
    public string? ChoicesDependOn { get; init; }
}
