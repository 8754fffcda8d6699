using System.Text.Json;
using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Targets.Autotask.Calls;
using FunctionsConnector.Core.Targets.Autotask.References;

namespace FunctionsConnector.Core.Targets.Autotask.Fields;

/// <summary>Reads <c>…/fields</c> and <c>…/userDefinedFields</c>.</summary>
internal static class FieldJson
{
    public static IEnumerable<Field> Read(string entity, EntityDescription description, JsonElement standard, JsonElement? custom) =>
        ReadFields(entity, standard, isCustom: false)
            .Concat(custom is { } fields ? ReadFields(entity, fields, isCustom: true) : [])
            .Select(field => RoundedFields.Mark(entity, RichTextFields.Mark(entity, DayFields.Decide(entity, Restrict(entity, description, field)))));

    /// <summary>
    /// An id of a choice in the form in which records show it. Metadata has ids as text, also as <c>05</c>, where the field holds the
    /// number 5; such a text is no JSON number and could not be sent.
    /// </summary>
    private static string Id(FieldType type, string id) =>
        type is FieldType.Integer or FieldType.Decimal && CanonicalText.TryNumber(id, out var number) ? CanonicalText.From(number) : id;

    private static IEnumerable<Field> ReadFields(string entity, JsonElement answer, bool isCustom)
    {
        if (answer.ValueKind != JsonValueKind.Object || VendorMessages.Property(answer, "fields") is not { ValueKind: JsonValueKind.Array } fields)
        {
            yield break;
        }

        foreach (var json in fields.EnumerateArray())
        {
            if (json.ValueKind == JsonValueKind.Object && ReadField(entity, json, isCustom) is { } field)
            {
                yield return field;
            }
        }
    }

    private static Field? ReadField(string entity, JsonElement json, bool isCustom)
    {
        if (Text(json, "name") is not { } name)
        {
            return null;
        }

        // The key is dataType for standard fields and type for user-defined ones.
        var type = Type(Text(json, "dataType") ?? Text(json, "type"));
        return new Field(name, Text(json, "label") ?? (isCustom ? name : Names.Label(name)), type)
        {
            IsCustom = isCustom,
            // The vendor identifies a user-defined field by its name only.
            Id = isCustom ? name : null,
            IsWritable = !Flag(json, "isReadOnly") && !string.Equals(name, "id", StringComparison.OrdinalIgnoreCase),
            IsRequired = Flag(json, "isRequired"),
            MaxLength = type is FieldType.Text
                && VendorMessages.Property(json, "length") is { ValueKind: JsonValueKind.Number } length
                && length.TryGetInt32(out var most)
                && most > 0
                    ? most
                    : null,
            Choices = Flag(json, "isPickList") ? ReadChoices(json, type) : null,
            ChoicesDependOn = Text(json, "picklistParentValueField"),
            Reference = type == FieldType.Integer && !Flag(json, "isPickList") && Text(json, "referenceEntityType") is { } entityType
                ? ReferenceKinds.Find(entityType, entity)?.ToReference()
                : null,
        };
    }

    private static List<Choice> ReadChoices(JsonElement json, FieldType type)
    {
        var choices = new List<Choice>();
        if (VendorMessages.Property(json, "picklistValues") is not { ValueKind: JsonValueKind.Array } values)
        {
            return choices;
        }

        foreach (var value in values.EnumerateArray())
        {
            if (value.ValueKind == JsonValueKind.Object && Text(value, "value") is { } id)
            {
                choices.Add(new Choice(Id(type, id), Text(value, "label") ?? id)
                {
                    IsActive = VendorMessages.Property(value, "isActive") is not { ValueKind: JsonValueKind.False },
                    // A parent is a picklist of the same type: issueType of subIssueType.
                    ParentId = Text(value, "parentValue") is { } parent ? Id(type, parent) : null,
                });
            }
        }

        return choices;
    }

    /// <summary>Restrictions that the metadata does not contain.</summary>
    private static Field Restrict(string entity, EntityDescription description, Field field)
    {
        if (!description.CanUpdate)
        {
            return field with { IsWritable = false, ReadOnlyReason = $"{entity} cannot be changed by the connector's API user." };
        }

        // The vendor does not allow a change of a configuration item's company in place.
        return entity == "ConfigurationItems" && string.Equals(field.Name, "companyID", StringComparison.OrdinalIgnoreCase)
            ? field with { IsWritable = false, ReadOnlyReason = "companyID of a configuration item cannot be changed in place." }
            : field;
    }

    private static FieldType Type(string? name) => name?.ToUpperInvariant() switch
    {
        "INTEGER" or "LONG" or "SHORT" or "BYTE" => FieldType.Integer,
        "DECIMAL" or "DOUBLE" or "FLOAT" or "NUMBER" or "NUMERIC" or "MONEY" => FieldType.Decimal,
        "BOOLEAN" or "BOOL" => FieldType.Boolean,
        "DATETIME" or "DATE" => FieldType.DateTime,
        _ => FieldType.Text,
    };

    private static string? Text(JsonElement json, string name) => VendorMessages.Property(json, name) switch
    {
        { ValueKind: JsonValueKind.String } text when text.GetString() is { Length: > 0 } value => value,
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };

    private static bool Flag(JsonElement json, string name) => VendorMessages.Property(json, name) is { ValueKind: JsonValueKind.True };
}
