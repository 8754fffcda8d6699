namespace FunctionsConnector.Core.Catalog;

/// <summary>A standard or custom field of a record type.</summary>
/// <param name="Name">The API name: unique in the record type; those of two custom fields may differ in case only.</param>
/// <param name="Label">The label that people see.</param>
/// <param name="Type">The type of its values.</param>
public sealed record Field(string Name, string Label, FieldType Type)
{
    /// <summary>The id of a custom field, where the system has one.</summary>
    public string? Id { get; init; }

    public bool IsCustom { get; init; }

    /// <summary>False where the field is read-only.</summary>
    public bool IsWritable { get; init; } = true;

    /// <summary>Why it is read-only, as a sentence for the caller; null for the usual reason.</summary>
    public string? ReadOnlyReason { get; init; }

    /// <summary>True where the system demands a value.</summary>
    public bool IsRequired { get; init; }

    /// <summary>
    /// False where the field always has a value. A boolean has: Autotask refuses null for it (developer help, "REST calls"), and
    /// TeamDynamix has no third state.
    /// </summary>
    public bool CanBeCleared => !IsRequired && !(Type == FieldType.Boolean && Choices is null);

    /// <summary>
    /// For <see cref="FieldType.DateTime"/>: true where nobody has documented whether the field holds a day or an instant. A date without a
    /// time is then a day in <see cref="Zone"/>, everything else an instant.
    /// </summary>
    public bool TakesDays { get; init; }

    /// <summary>The zone in which the system shows days, and instants that it shows without an offset.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>For a text: what the system does with markup.</summary>
    public TextKind TextKind { get; init; }

    /// <summary>For <see cref="TextKind.Html"/>: the API name of the boolean field without which the record shows tags as they are; null where there is none.</summary>
    public string? MarkupSwitch { get; init; }

    /// <summary>For a number: the step to which the system rounds it, up or to the nearest; null where it is not known to have one.</summary>
    public decimal? RoundingStep { get; init; }

    /// <summary>The longest text in UTF-16 code units; null where the system does not say.</summary>
    public int? MaxLength { get; init; }

    /// <summary>The choices of a picklist, inactive ones included; null where the field is not a picklist.</summary>
    public IReadOnlyList<Choice>? Choices
    {
        get;
        init => field = value is null or IndexedChoices ? value : new IndexedChoices(value);
    }

    internal IndexedChoices? ChoiceIndex => (IndexedChoices?)Choices;

    /// <summary>True where the field can hold several choices.</summary>
    public bool AllowsMultiple { get; init; }

    /// <summary>The API name of the parent field, whose choice decides which choices this field has.</summary>
    public string? ChoicesDependOn { get; init; }

    /// <summary>What the field refers to, where that can be found by a name; null elsewhere. Its value is an id.</summary>
    public Reference? Reference { get; init; }

    /// <summary>The choice with this id, in any case.</summary>
    public Choice? FindChoice(string id) => ChoiceIndex?.WithId(id);
}
