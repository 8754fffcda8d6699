using FunctionsConnector.Core.Catalog;

namespace FunctionsConnector.Core.Targets.TeamDynamix.Fields;

/// <summary>
/// A field that every tenant has. Which ones can be written is what the vendor's type pages mark as "Editable"
/// (https://solutions.teamdynamix.com/TDWebApi/Home/type/TeamDynamix.Api.Tickets.Ticket and its siblings).
/// </summary>
/// <param name="Name">The property of the vendor's type; it is also the path of a PATCH.</param>
/// <param name="Type">How its values are written.</param>
internal sealed record StandardField(string Name, FieldType Type)
{
    public string Label { get; init; } = FieldLabel.Of(Name);

    public bool IsWritable { get; init; } = true;

    public string? ReadOnlyReason { get; init; }

    public bool IsRequired { get; init; }

    public int? MaxLength { get; init; }

    /// <summary>True for a list of texts.</summary>
    public bool AllowsMultiple { get; init; }

    /// <summary>Where its choices are listed, relative to <c>api/{appId}/</c>; null where it has none or fixed ones.</summary>
    public string? ChoicesFrom { get; init; }

    /// <summary>Choices that are the same in every tenant.</summary>
    public IReadOnlyList<Choice>? FixedChoices { get; init; }

    public static StandardField Text(string name) => new(name, FieldType.Text);

    public static StandardField Number(string name) => new(name, FieldType.Integer);

    public static StandardField Amount(string name) => new(name, FieldType.Decimal);

    public static StandardField Flag(string name) => new(name, FieldType.Boolean);

    public static StandardField Moment(string name) => new(name, FieldType.DateTime);

    public static StandardField Day(string name) => new(name, FieldType.Date);

    /// <summary>The numeric id of something else; 0 stands for none.</summary>
    public static StandardField Reference(string name) => new(name, FieldType.Integer);

    /// <summary>The GUID of a person; all zeros stand for none.</summary>
    public static StandardField Person(string name) => new(name, FieldType.Guid);

    /// <summary>What TeamDynamix shows beside an id and works out from it.</summary>
    public static StandardField Twin(string name, string of, FieldType type = FieldType.Text) => new(name, type)
    {
        IsWritable = false,
        ReadOnlyReason = $"{name} cannot be changed: TeamDynamix works it out from {of}. Change {of} instead.",
    };

    /// <summary>What TeamDynamix alone keeps.</summary>
    public static StandardField Kept(StandardField field, string? reason = null) => field with
    {
        IsWritable = false,
        ReadOnlyReason = reason ?? $"{field.Name} cannot be changed: TeamDynamix does not mark it as editable.",
    };

    /// <summary>As the catalog lists it.</summary>
    public Field ToField(IReadOnlyList<Choice>? choices) => new(Name, Label, Type)
    {
        IsWritable = IsWritable,
        ReadOnlyReason = ReadOnlyReason,
        IsRequired = IsRequired,
        MaxLength = MaxLength,
        AllowsMultiple = AllowsMultiple,
        Choices = FixedChoices ?? choices,
    };
}
