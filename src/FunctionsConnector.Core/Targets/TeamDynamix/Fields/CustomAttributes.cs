using System.Globalization;
using System.Text.Json;
using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Targets.TeamDynamix.References;

namespace FunctionsConnector.Core.Targets.TeamDynamix.Fields;

/// <summary>
/// The custom attributes of a tenant as fields
/// (https://solutions.teamdynamix.com/TDWebApi/Home/type/TeamDynamix.Api.CustomAttributes.CustomAttribute). <c>IsUpdatable</c> says
/// whether an attribute is on the vendor's "Update" page, not whether it is writable. The item's form decides whether one is required,
/// not <c>IsRequired</c>.
/// </summary>
internal static class CustomAttributes
{
    private static readonly HashSet<string> SingleChoice = new(StringComparer.OrdinalIgnoreCase) { "dropdown", "hradio", "vradio" };

    private static readonly HashSet<string> SeveralChoices = new(StringComparer.OrdinalIgnoreCase) { "multiselect", "checkboxlist", "checklist" };

    /// <summary>The attributes in a response of <c>GET /api/attributes/custom</c>, with unique names.</summary>
    public static IReadOnlyList<Field> Read(JsonElement list, IReadOnlyList<StandardField> standard)
    {
        var attributes = list.EnumerateArray()
            .Where(attribute => attribute.ValueKind == JsonValueKind.Object && attribute.Number("ID") is not null)
            .DistinctBy(attribute => attribute.Number("ID"))
            .ToList();
        var standardNames = standard.SelectMany(field => new[] { field.Name, field.Label }).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var shared = attributes
            .GroupBy(NameOf, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1)
            .Select(group => group.Key)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var taken = new HashSet<string>(standardNames, StringComparer.OrdinalIgnoreCase);

        return [.. attributes.Select(attribute =>
        {
            var (id, name) = (IdOf(attribute), NameOf(attribute));

            // With its bare name it would hide the standard field, which has no id to name it by.
            var label = name.Length == 0 || standardNames.Contains(name) ? $"{name} ({id})".TrimStart() : name;
            var unique = shared.Contains(name) ? $"{name} ({id})" : label;
            return Read(attribute, taken.Add(unique) ? unique : $"attributes/{id}", label, id);
        })];
    }

    private static Field Read(JsonElement attribute, string name, string label, string id)
    {
        var fieldType = attribute.Text("FieldType") ?? string.Empty;
        var choices = Choices(attribute);
        var isPicklist = SingleChoice.Contains(fieldType) || SeveralChoices.Contains(fieldType) || choices.Count > 0;
        var kind = isPicklist ? null : KindOf(fieldType);
        return new Field(name, label, isPicklist ? FieldType.Integer : TypeOf(kind, fieldType, attribute.Text("DataType") ?? string.Empty))
        {
            Id = id,
            IsCustom = true,
            Choices = isPicklist ? choices : null,
            AllowsMultiple = SeveralChoices.Contains(fieldType),
            Reference = kind?.ToReference(),
        };
    }

    private static List<Choice> Choices(JsonElement attribute) =>
        attribute.TryGetProperty("Choices", out var choices) && choices.ValueKind == JsonValueKind.Array ? ChoiceList.Read(choices) : [];

    // The vendor does not document the values of these two properties. An unknown type is text, as every attribute value is.
    private static FieldType TypeOf(ReferenceKind? kind, string fieldType, string dataType)
    {
        if (kind is not null)
        {
            return kind == ReferenceKind.Person ? FieldType.Guid : FieldType.Integer;
        }

        // The user interface calls them "Date Picker", without a time, and "Date/Time Picker".
        if (fieldType.Contains("date", StringComparison.OrdinalIgnoreCase))
        {
            return fieldType.Contains("time", StringComparison.OrdinalIgnoreCase) ? FieldType.DateTime : FieldType.Date;
        }

        return dataType.ToUpperInvariant() switch
        {
            "INTEGER" or "INT" or "INT32" => FieldType.Integer,
            "DECIMAL" or "DOUBLE" or "NUMBER" or "CURRENCY" or "MONEY" => FieldType.Decimal,
            "BOOLEAN" or "BOOL" => FieldType.Boolean,
            "DATETIME" => FieldType.DateTime,
            "DATE" => FieldType.Date,
            "GUID" => FieldType.Guid,
            _ => FieldType.Text,
        };
    }

    /// <summary>
    /// What an attribute refers to, by the words in its type. The value of a person is a GUID, of the others a number. Vendors and assets are
    /// searched in an application, which an attribute does not name, so they take ids only.
    /// </summary>
    private static ReferenceKind? KindOf(string fieldType) =>
        fieldType.Contains("person", StringComparison.OrdinalIgnoreCase) ? ReferenceKind.Person
        : fieldType.Contains("group", StringComparison.OrdinalIgnoreCase) ? ReferenceKind.Group
        : fieldType.Contains("account", StringComparison.OrdinalIgnoreCase) || fieldType.Contains("department", StringComparison.OrdinalIgnoreCase) ? ReferenceKind.Account
        : null;

    private static string NameOf(JsonElement attribute) => attribute.Text("Name")?.Trim() ?? string.Empty;

    private static string IdOf(JsonElement attribute) => attribute.Number("ID")!.Value.ToString(CultureInfo.InvariantCulture);
}
