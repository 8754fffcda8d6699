using System.Collections.Frozen;
using System.Text.Json;
using FunctionsConnector.Core.Catalog;

namespace FunctionsConnector.Core.Targets.Profiles.Format;

/// <summary>The fields: those that the profile knows, and those that calls list. Of two with one name the first counts.</summary>
internal sealed record ProfileFields(
    IReadOnlyList<Field> Known,
    IReadOnlyList<FieldCall> Calls,
    FrozenDictionary<string, ProfileFieldType> Types,
    IReadOnlyList<string> ReadOnlyPrefixes);

/// <summary>What a vendor's type name means.</summary>
/// <param name="Type">The type; null where the field is left out.</param>
internal sealed record ProfileFieldType(FieldType? Type)
{
    /// <summary>Why a field of this type is read-only; null where it is not.</summary>
    public string? ReadOnly { get; init; }

    /// <summary>Whether it holds several values.</summary>
    public bool IsList { get; init; }

    public bool IsHtml { get; init; }

    /// <summary>Where the record shows it; null for the usual place.</summary>
    public JsonPath? Value { get; init; }
}

/// <summary>A call that lists fields of a record type. It is made for the types that have every value which its URL takes.</summary>
internal sealed record FieldCall(UrlTemplate Url, JsonPath Items, JsonPath Name)
{
    /// <summary>The URL of the next page, in the response; null for a list of one page.</summary>
    public JsonPath? Next { get; init; }

    /// <summary>The vendor's name of the type; null for a call that only says which of the other fields the record type has.</summary>
    public JsonPath? Type { get; init; }

    public JsonPath? Label { get; init; }

    public JsonPath? MaxLength { get; init; }

    public JsonPath? RefersTo { get; init; }

    /// <summary>The field whose choice decides which choices this one has.</summary>
    public JsonPath? Parent { get; init; }

    public Condition? Required { get; init; }

    /// <summary>Of which one must hold for a read-only field.</summary>
    public IReadOnlyList<Condition> ReadOnly { get; init; } = [];

    public Condition? List { get; init; }

    public Condition? Skip { get; init; }

    /// <summary>The choices in the field's own description.</summary>
    public ChoiceForm? Choices { get; init; }
}

/// <summary>A call that lists choices of a record type's fields. Its choices count for fields that have none yet.</summary>
/// <param name="Url">The URL.</param>
/// <param name="Items">The list.</param>
/// <param name="Choices">The choices in an item.</param>
internal sealed record ChoiceCall(UrlTemplate Url, JsonPath Items, ChoiceForm Choices)
{
    /// <summary>The URL of the next page, in the response; null for a list of one page.</summary>
    public JsonPath? Next { get; init; }

    /// <summary>The name of the field in an item; null for <see cref="FieldName"/>.</summary>
    public JsonPath? Field { get; init; }

    /// <summary>The field of all items.</summary>
    public string? FieldName { get; init; }

    /// <summary>The field of an item.</summary>
    public string? FieldOf(JsonElement item) => Field is null ? FieldName : Field.FindText(item);
}

/// <summary>Where choices stand.</summary>
/// <param name="Options">The lists of choices, from the item; empty where the item is the choice.</param>
/// <param name="Id">The id, from the choice.</param>
/// <param name="Label">The label, from the choice; the id where there is none.</param>
/// <param name="Inactive">Holds for a choice that is kept for old records only.</param>
/// <param name="Parent">The id of the parent field's choice.</param>
internal sealed record ChoiceForm(IReadOnlyList<JsonPath> Options, JsonPath Id, JsonPath? Label, Condition? Inactive, JsonPath? Parent);
