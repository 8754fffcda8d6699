using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Targets.TeamDynamix.References;

namespace FunctionsConnector.Core.Targets.TeamDynamix.Fields;

/// <summary>
/// A field that every tenant has. It is writable where the vendor's type pages mark it as "Editable"
/// (https://solutions.teamdynamix.com/TDWebApi/Home/type/TeamDynamix.Api.Tickets.Ticket and similar pages).
/// </summary>
/// <param name="Name">The property of the vendor's type; it is also the path of a PATCH.</param>
/// <param name="Type">The type of its values.</param>
internal sealed record StandardField(string Name, FieldType Type)
{
    public string Label { get; init; } = FieldLabel.Of(Name);

    public bool IsWritable { get; init; } = true;

    public string? ReadOnlyReason { get; init; }

    public bool IsRequired { get; init; }

    public int? MaxLength { get; init; }

    /// <summary>True for a list of texts.</summary>
    public bool AllowsMultiple { get; init; }

    /// <summary>See <see cref="Field.TakesDays"/>.</summary>
    public bool TakesDays { get; init; }

    /// <summary>See <see cref="Field.TextKind"/>.</summary>
    public TextKind TextKind { get; init; }

    /// <summary>See <see cref="Field.MarkupSwitch"/>.</summary>
    public string? MarkupSwitch { get; init; }

    /// <summary>The list of its choices, relative to <c>api/{appId}/</c>; null where it has none or fixed ones.</summary>
    public string? ChoicesFrom { get; init; }

    /// <summary>Choices that are the same in every tenant.</summary>
    public IReadOnlyList<Choice>? FixedChoices { get; init; }

    /// <summary>What the field refers to; null where that has no name to find it by.</summary>
    public ReferenceKind? To { get; init; }

    public static StandardField Text(string name) => new(name, FieldType.Text);

    /// <summary>A text with HTML, which comes back sanitised; the rules of that are not published.</summary>
    public static StandardField Html(string name) => new(name, FieldType.Text) { TextKind = TextKind.Html };

    public static StandardField Number(string name) => new(name, FieldType.Integer);

    public static StandardField Amount(string name) => new(name, FieldType.Decimal);

    public static StandardField Flag(string name) => new(name, FieldType.Boolean);

    public static StandardField DateTime(string name) => new(name, FieldType.DateTime);

    public static StandardField Day(string name) => new(name, FieldType.Date);

    public static StandardField DayOrTime(string name) => new(name, FieldType.DateTime) { TakesDays = true };

    /// <summary>The numeric id of another object; 0 means none.</summary>
    public static StandardField Reference(string name, ReferenceKind? to = null) => new(name, FieldType.Integer) { To = to };

    /// <summary>The GUID of a person; all zeros mean none.</summary>
    public static StandardField Person(string name) => new(name, FieldType.Guid) { To = ReferenceKind.Person };

    /// <summary>The GUID of something else.</summary>
    public static StandardField Unique(string name) => new(name, FieldType.Guid);

    /// <summary>A read-only value that TeamDynamix derives from another field.</summary>
    public static StandardField Derived(string name, string of, FieldType type = FieldType.Text) => new(name, type)
    {
        IsWritable = false,
        ReadOnlyReason = $"{name} cannot be changed: TeamDynamix derives it from {of}. Change {of} instead.",
    };

    /// <summary>A field that only TeamDynamix changes.</summary>
    public static StandardField ReadOnly(StandardField field, string? reason = null) => field with
    {
        IsWritable = false,
        ReadOnlyReason = reason ?? $"{field.Name} cannot be changed: TeamDynamix does not mark it as editable.",
    };

    /// <summary>The read-only fields for when an action happened and who did it, such as <c>CreatedDate</c>, <c>CreatedUid</c> and <c>CreatedFullName</c>.</summary>
    public static StandardField[] Stamp(string action, string date = "Date", string uid = "Uid") =>
    [
        ReadOnly(DateTime(action + date)),
        ReadOnly(Person(action + uid) with { Label = $"{FieldLabel.Of(action)} By" }),
        Derived($"{action}FullName", action + uid),
    ];

    /// <summary>The field as the catalog lists it.</summary>
    public Field ToField(IReadOnlyList<Choice>? choices) => new(Name, Label, Type)
    {
        IsWritable = IsWritable,
        ReadOnlyReason = ReadOnlyReason,
        IsRequired = IsRequired,
        MaxLength = MaxLength,
        AllowsMultiple = AllowsMultiple,
        TakesDays = TakesDays,
        TextKind = TextKind,
        MarkupSwitch = MarkupSwitch,
        Choices = FixedChoices ?? choices,
        Reference = (FixedChoices ?? choices) is null ? To?.ToReference() : null,
    };
}
